using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class FleetChecksTests
{
    private static readonly UsedImage Image = new() { Region = "cn-hangzhou", ImageId = "m-new", Name = "web", OwnerId = "1", Architecture = "x86_64", BootMode = "UEFI-Preferred", NvmeSupport = "supported", DiskSizes = [40] };
    private static readonly Instance Web = new() { InstanceId = "i-1", InstanceType = "ecs.g7.large" };
    private static readonly InstanceType Type = new() { InstanceTypeId = "ecs.g7.large", CpuArchitecture = "X86", SupportedBootModes = ["BIOS", "UEFI"], NvmeSupport = "unsupported" };
    private static readonly InstanceSelection ById = new("cn-hangzhou", ["i-1", "i-2"], null, null, null, false, null);

    [Theory]
    [InlineData("x86_64", "UEFI-Preferred", "supported", "X86", "unsupported", "")]
    [InlineData("arm64", "UEFI", "supported", "X86", "unsupported", "architecture")]
    [InlineData("arm64", "UEFI", "supported", "ARM", "unsupported", "")]
    [InlineData("x86_64", "UEFI", "supported", "ARM", "unsupported", "architecture")]
    [InlineData("x86_64", "BIOS", "unsupported", "X86", "required", "nvme")]
    public void Fit_ArchitectureBootModeAndNvme(string architecture, string bootMode, string nvme, string cpu, string needs, string rules) =>
        Rules(FleetChecks.Fit(Image with { Architecture = architecture, BootMode = bootMode, NvmeSupport = nvme }, Web, Type with { CpuArchitecture = cpu, NvmeSupport = needs })).ShouldBe(rules);

    [Fact]
    public void Fit_BootModeThatTheTypeHasNot_IsRefused() =>
        Rules(FleetChecks.Fit(Image with { BootMode = "BIOS" }, Web, Type with { SupportedBootModes = ["UEFI"] })).ShouldBe("boot-mode");

    [Theory]
    [InlineData(40, false, false, false, "")]
    [InlineData(39, false, false, false, "disk-size")]
    [InlineData(40, true, false, false, "encryption")]
    [InlineData(40, true, true, false, "")]
    [InlineData(40, true, false, true, "")]
    public void Disk_SizeAndEncryption(int size, bool disk, bool stated, bool image, string rules) =>
        Rules(FleetChecks.Disk(Image with { Encrypted = image }, ById with { Encrypted = stated }, Web, new() { Size = size, Encrypted = disk })).ShouldBe(rules);

    [Fact]
    public void Disk_None_IsRefused() => Rules(FleetChecks.Disk(Image, ById, Web, null)).ShouldBe("system-disk");

    [Theory]
    [InlineData(new[] { 40 }, "")]
    [InlineData(new[] { 40, 100 }, "system-disk-image")]
    public void Image_WithoutDataDisks(int[] sizes, string rules) => Rules(FleetChecks.Image(Image with { DiskSizes = sizes })).ShouldBe(rules);

    [Fact]
    public void Selections_GoneTwiceEmptyAndTooMany()
    {
        var byTag = new InstanceSelection("cn-hangzhou", null, new Dictionary<string, string>(StringComparer.Ordinal) { ["role"] = "web" }, null, 1, false, null);
        var none = byTag with { AtMost = null };

        FleetChecks.Selections([ById, byTag, none], [[Web], [Web, Web with { InstanceId = "i-3" }], []]).Select(refusal => refusal.Message).ShouldBe(
        [
            "i-2 is not an instance of this account in cn-hangzhou; correct the id, or leave it out",
            "2 instances are tagged role=web in cn-hangzhou, more than atMost 1; select fewer, or raise atMost",
            "i-1 is selected by instances[0] and by instances[1]; select it once",
            "no instance is tagged role=web in cn-hangzhou; correct instances[2], or leave it out",
        ]);
    }

    [Theory]
    [InlineData(10, 10, 0)]
    [InlineData(11, 10, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(2001, 5000, 1)]
    public void Size_WithinTheWorkersBoundAndOurs(int instances, int most, int refusals) => FleetChecks.Size(instances, new() { MaxInstances = most }).Count().ShouldBe(refusals);

    [Fact]
    public void Bounded_SaysHowManyMore()
    {
        var bounded = FleetChecks.Bounded([.. Enumerable.Range(0, 70).Select(i => new Refusal("r", $"{i}"))]);

        bounded.Count.ShouldBe(51);
        bounded[^1].Message.ShouldBe("20 more reasons; settle those above first");
    }

    private static string Rules(IEnumerable<Refusal> refusals) => string.Join(' ', refusals.Select(refusal => refusal.Rule));
}
