using CsCheck;

namespace SharedImages.Workflows.Tests;

public sealed class LaunchRulesTests
{
    private const string Account = "1000000000000001";

    private static readonly UsedImage Image = new() { Region = "r", ImageId = "m-1", Name = "web", OwnerId = Account, Architecture = "x86_64", BootMode = "UEFI", NvmeSupport = "unsupported", DiskSizes = [40] };

    private static readonly LaunchTarget Target = new("r", 3, 2, ["a", "b"], ["vsw-1", "vsw-2"], ["sg-1"], false, null);

    private static readonly InstanceSpec Instance = new("web", null, [], null, null, null, new Dictionary<string, string> { ["team"] = "web" }, false);

    private static readonly RegionLaunchInput Launch = new(new("run-1", Account, "here"), Target, Instance, null, Image, ["a", "b"]);

    [Fact]
    public void Places_TheBestTypeInEachVSwitchFirst() =>
        LaunchRules.Places(Target, ["b", "a"]).ShouldBe([new("b", "vsw-1"), new("b", "vsw-2"), new("a", "vsw-1"), new("a", "vsw-2")]);

    [Theory]
    [InlineData("x86_64", "UEFI", "supported", "X86", "UEFI", false, true)]
    [InlineData("i386", "", "", "X86", "", false, true)]
    [InlineData("arm64", "UEFI", "supported", "ARM", "UEFI", false, true)]
    [InlineData("arm64", "UEFI", "supported", "X86", "UEFI", false, false)]
    [InlineData("x86_64", "UEFI", "supported", "ARM", "UEFI", false, false)]
    [InlineData("", "", "", "ARM", "UEFI", true, true)]
    [InlineData("x86_64", "BIOS", "supported", "X86", "UEFI", false, false)]
    [InlineData("x86_64", "UEFI-Preferred", "supported", "X86", "BIOS", false, true)]
    [InlineData("x86_64", "BIOS", "supported", "X86", "", false, true)]
    [InlineData("x86_64", "UEFI", "unsupported", "X86", "UEFI", true, false)]
    [InlineData("x86_64", "UEFI", "supported", "X86", "UEFI", true, true)]
    public void ATypeFits_ByArchitectureBootModeAndNvme(string architecture, string bootMode, string nvme, string type, string typeBoots, bool needsNvme, bool fits)
    {
        var image = Image with { Architecture = architecture, BootMode = bootMode, NvmeSupport = nvme };

        LaunchRules.Fitting(image, Offer(new OfferedType("a", type, typeBoots.Length == 0 ? [] : [typeBoots], needsNvme, true))).Count.ShouldBe(fits ? 1 : 0);
    }

    [Fact]
    public void TypesWithoutStock_ComeLast() =>
        LaunchRules.Fitting(Image, Offer(Type("a") with { InStock = false }, Type("b"), Type("c") with { InStock = false }, Type("d"))).ShouldBe(["b", "d", "a", "c"]);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(100, 100)]
    [InlineData(101, 100)]
    public void AGroup_HasAtMostAHundred(int missing, int amount) => LaunchRules.Amount(missing).ShouldBe(amount);

    [Fact]
    public void AGroup_CarriesWhatItIs()
    {
        var group = LaunchRules.Group(Launch, new("a", "vsw-1"), 3, "launch/web/1", 0);

        group.Tags.ShouldBe(new Dictionary<string, string>
        {
            ["team"] = "web",
            ["sharedimages:kind"] = "launch",
            ["sharedimages:operation"] = "launch/web/1",
            ["sharedimages:run"] = "run-1",
            ["sharedimages:installation"] = "here",
            ["sharedimages:group"] = group.ClientToken,
        }, ignoreOrder: true);
        (group.Account, group.Region, group.ImageId, group.InstanceType, group.VSwitch, group.Amount).ShouldBe((Account, "r", "m-1", "a", "vsw-1", 3));
    }

    [Fact]
    public void EachAttempt_HasATokenOfItsOwn_AndKeepsIt() => Gen.Int[0, 50].Select(Gen.Int[0, 50]).Sample((one, other) =>
        (LaunchRules.Group(Launch, new("a", "vsw-1"), 3, "launch/web/1", one).ClientToken == LaunchRules.Group(Launch, new("b", "vsw-2"), 1, "launch/web/1", other).ClientToken) == (one == other));

    [Fact]
    public void AnImageThatBootsOnNoneOfTheTypes_IsRefused() => Refusals(Image, Offer(new OfferedType("a", "ARM", ["UEFI"], false, true))).ShouldBe(
        ["m-1 in r (x86_64, UEFI, without NVMe) boots on none of a, b; name types of that architecture and boot mode"]);

    [Fact]
    public void ARegionThatDoesNotAnswer_IsNotRefusedForItsTypes() =>
        Refusals(Image, new RegionOffer("r", [], new(StepErrorKind.Unreachable, "r: no answer", "see"))).ShouldBeEmpty();

    [Theory]
    [InlineData(false, "1000000000000001", false, false)]
    [InlineData(true, "1000000000000001", false, false)]
    [InlineData(false, "2000000000000002", false, false)]
    [InlineData(true, "2000000000000002", false, true)]
    [InlineData(true, "2000000000000002", true, false)]
    public void DisksOfASharedEncryptedImage_MustBeEncrypted(bool isEncrypted, string owner, bool encrypts, bool isRefused) =>
        LaunchRules.Refuse(Target with { Encrypted = encrypts }, Instance, Image with { Encrypted = isEncrypted, OwnerId = owner }, Account, Offer(Type("a")))
            .Select(refusal => refusal.Rule).ShouldBe(isRefused ? ["encrypted-needs-key"] : []);

    [Theory]
    [InlineData(39, true)]
    [InlineData(40, false)]
    public void ASystemDisk_IsNotSmallerThanTheImage(int size, bool isRefused) =>
        LaunchRules.Refuse(Target, Instance with { SystemDisk = new(null, size) }, Image, Account, Offer(Type("a"))).Select(refusal => refusal.Rule).ShouldBe(isRefused ? ["disk-size"] : []);

    [Fact]
    public void TooFew_NamesWhatWasAskedForAndTheLastAnswer()
    {
        var error = LaunchRules.TooFew(Target, 1, new(StepErrorKind.Capacity, "r: OperationDenied.NoStock: none", "later", "OperationDenied.NoStock", "request-1"));

        error.Message.ShouldBe("r: 1 of 3 instances could be had, and 2 are needed; asked for a, b at vsw-1, vsw-2; the last answer was: OperationDenied.NoStock: none");
        (error.Kind, error.Code, error.RequestId).ShouldBe((StepErrorKind.Capacity, "OperationDenied.NoStock", "request-1"));
    }

    // Every kind has its verdict; a new one shows here.
    [Fact]
    public void EveryFailure_EndsTheRegionOrParksIt() =>
        Enum.GetValues<StepErrorKind>().Where(kind => new StepError(kind, "", "").NeedsAnotherSpec()).ShouldBe([StepErrorKind.Invalid, StepErrorKind.RegionNotFound, StepErrorKind.Idempotency]);

    [Theory]
    [InlineData(StepErrorKind.Quota, false, true)]
    [InlineData(StepErrorKind.Capacity, false, true)]
    [InlineData(StepErrorKind.Unreachable, false, false)]
    [InlineData(StepErrorKind.OtherAccount, false, false)]
    [InlineData(StepErrorKind.Credentials, true, false)]
    public void ACallIsAnswered_WhenItsEffectIsKnown(StepErrorKind kind, bool answerUnknown, bool isAnswered) =>
        new StepError(kind, "", "", AnswerUnknown: answerUnknown).IsAnswered().ShouldBe(isAnswered);

    private static IEnumerable<string> Refusals(UsedImage image, RegionOffer offer) => LaunchRules.Refuse(Target, Instance, image, Account, offer).Select(refusal => refusal.Message);

    private static RegionOffer Offer(params OfferedType[] types) => new("r", types, null);

    private static OfferedType Type(string id) => new(id, "X86", ["UEFI"], false, true);
}
