using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class ImageRulesTests
{
    private const string Own = SimulatorWorld.OurAccount;
    private static readonly Caller Caller = new(OperationKinds.Promotion, Runs.Promotion, "web-base", "1", Runs.Run, Site.Start);
    private static readonly CopyRequest Request = Copies.Request();
    private static readonly TrustOptions Trust = new() { TrustedOwners = [SimulatorWorld.PublisherAccount] };

    /// <summary>Lineage tags without which there is no lineage.</summary>
    public static TheoryData<string> Proofs => ["sharedimages:promotion", "sharedimages:version", "sharedimages:source-image", "sharedimages:source-owner", "sharedimages:copy-key", "sharedimages:run"];

    [Theory]
    [MemberData(nameof(Proofs))]
    public void Lineage_LackingOneTag_IsNone(string key)
    {
        var part = Copies.Shown("m-1") with { Tags = [.. Request.TagsWith((key, null)).Select(tag => new Tag(tag.Key, tag.Value))] };
        var empty = Copies.Shown("m-1") with { Tags = [.. Request.TagsWith((key, "")).Select(tag => new Tag(tag.Key, tag.Value))] };

        foreach (var image in (Image[])[part, empty])
        {
            ImageRules.HasLineage(image).ShouldBeFalse();
            ImageRules.Origin(image, Own, Trust).ShouldBeNull();
            ImageRules.RefuseChange(image, Own, Caller)!.Kind.ShouldBe(StepErrorKind.Refused);
        }
    }

    [Theory]
    [InlineData("sharedimages:promotion", "db-base", "m-1 is of db-base 1, not of web-base 1")]
    [InlineData("sharedimages:version", "2", "m-1 is of web-base 2, not of web-base 1")]
    public void Change_ImageOfAnotherPromotionOrVersion_IsRefused(string key, string value, string message)
    {
        var other = Copies.Shown("m-1") with { Tags = [.. Request.TagsWith((key, value)).Select(tag => new Tag(tag.Key, tag.Value))] };

        ImageRules.RefuseChange(other, Own, Caller)!.Message.ShouldBe(message);
        ImageRules.RefuseChange(Copies.Shown("m-1"), Own, Caller).ShouldBeNull();
    }

    [Theory]
    [InlineData("sharedimages:promotion", "db-base")]
    [InlineData("sharedimages:version", "2")]
    [InlineData("sharedimages:run", "run-9")]
    [InlineData("sharedimages:source-image", "m-other")]
    [InlineData("sharedimages:source-owner", SimulatorWorld.StrangerAccount)]
    [InlineData("sharedimages:source-owner", null)]
    [InlineData("sharedimages:copy-key", "another")]
    [InlineData("sharedimages:done", "true")]
    public void Take_ACopyThatWouldCarryFalseLineage_IsRefused(string key, string? value)
    {
        var source = new Image
        {
            ImageId = SimulatorWorld.EncryptedImageId,
            ImageOwnerId = SimulatorWorld.PublisherAccount,
            CreationTime = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero),
            Architecture = "x86_64",
            BootMode = "UEFI-Preferred",
            DiskDeviceMappings = [new("/dev/xvda", "system", 40, "", true, 100, 0)],
        };
        ImageRules.RefuseTake(Request, source, Own, Caller, Trust).ShouldBeNull();

        var error = ImageRules.RefuseTake(Request with { Tags = Request.TagsWith((key, value)) }, source, Own, Caller, Trust).ShouldNotBeNull();

        error.Kind.ShouldBe(StepErrorKind.Refused);
        error.Message.ShouldBe($"cn-hangzhou: m-bp1webbaseencr000001: its copy would say {key} = {value ?? "(nothing)"}, which is not so");
    }

    [Fact]
    public void Take_AnIntakeWhoseContentIsNotTheOneAskedFor_IsRefused()
    {
        var further = Copies.Further("m-1");

        ImageRules.RefuseTake(further, Copies.Shown("m-1"), Own, Caller, Trust).ShouldBeNull();
        ImageRules.RefuseTake(further with { Tags = further.TagsWith((Lineage.Content, "another")) }, Copies.Shown("m-1"), Own, Caller, Trust)!.Message
            .ShouldBe("cn-shanghai: m-1 is not as it was when the promotion began");
    }

    [Fact]
    public void Take_OwnCopiesAllowed_ACopyWithoutLineageIsOurs() =>
        ImageRules.Origin(new() { ImageOwnerId = Own, IsCopied = true }, Own, Trust with { OwnCopies = true }).ShouldBe(Own);

    [Fact]
    public void Take_OwnCopiesAllowed_LineageStillSaysWhoseItWas() =>
        ImageRules.Origin(Copies.Shown("m-1"), Own, Trust with { OwnCopies = true }).ShouldBe(SimulatorWorld.PublisherAccount);

    [Theory]
    [InlineData(null)]
    [InlineData("web-base-intake")]
    public void Adopt_NameOfTheIntakeOrTheOneAskedFor_Fits(string? name) =>
        RefuseAdoption(Copies.Shown("m-1") with { ImageName = name ?? CopyKeys.IntakeName(Request.CopyKey) }).ShouldBeNull();

    [Theory]
    [InlineData("sharedimages:source-image", "m-other", "its source image is m-other, not m-bp1webbaseencr000001")]
    [InlineData("sharedimages:source-owner", "4000000000000004", "its source owner is 4000000000000004, not 2000000000000002")]
    [InlineData("sharedimages:content", "another", "its content is another, not {0}")]
    [InlineData("sharedimages:content", null, "its content is (none), not {0}")]
    public void Adopt_AnotherSource_IsRefused(string key, string? value, string why) =>
        RefuseAdoption(Copies.Shown("m-1") with { Tags = [.. Request.TagsWith((key, value)).Select(tag => new Tag(tag.Key, tag.Value))] })!.Message
            .ShouldBe($"cn-hangzhou: m-1 carries this copy's key, but {why.Replace("{0}", Request.Tags[Lineage.Content], StringComparison.Ordinal)}");

    [Fact]
    public void Adopt_AnotherName_IsRefused() =>
        RefuseAdoption(Copies.Shown("m-1") with { ImageName = "another" })!.Message.ShouldBe("cn-hangzhou: m-1 carries this copy's key, but its name is another, not web-base-intake");

    [Theory]
    [InlineData(true, "it is not encrypted")]
    [InlineData(false, "it is encrypted")]
    public void Adopt_OfAnotherEncryption_IsRefused(bool asked, string why)
    {
        var request = (Request with { Encrypted = asked, KmsKeyId = null }).Labelled();
        var image = Copies.Shown("m-1", request) with { DiskDeviceMappings = [new("/dev/xvda", "system", 40, "s-1", !asked, 100, 0)] };

        ImageRules.RefuseAdoption(request, image, [], Own, Caller)!.Message.ShouldBe($"cn-hangzhou: m-1 carries this copy's key, but {why}");
    }

    // It would be taken for this run's own, and go when the run is undone.
    [Fact]
    public void Adopt_OfThisRunButOlderThanIt_IsRefused()
    {
        var older = Copies.Shown("m-1") with { CreationTime = Site.Start.AddMinutes(-2) };

        RefuseAdoption(older)!.Message.ShouldBe("cn-hangzhou: m-1 carries this copy's key, but it is older than this run, whose tag it carries");
        RefuseAdoption(older with { Tags = [.. Request.TagsWith((Lineage.Run, "run-0")).Select(tag => new Tag(tag.Key, tag.Value))] }).ShouldBeNull();
    }

    [Fact]
    public void Remove_FoundByTag_OnlyWhatThisRunHasMade()
    {
        var found = new RemoveImageRequest(new(Site.Home, "m-1", Site.Start), Own, Request.CopyKey);
        var image = Copies.Shown("m-1");

        Refuse(image).ShouldBeNull();
        Refuse(image with { CreationTime = Site.Start.AddSeconds(-59) }).ShouldBeNull();
        Image[] others =
        [
            image with { CreationTime = Site.Start.AddSeconds(-61) },
            image with { CreationTime = null },
            image with { Tags = [.. Request.TagsWith((Lineage.Run, "run-0")).Select(tag => new Tag(tag.Key, tag.Value))] },
            image with { Tags = [.. Request.TagsWith((Lineage.CopyKey, "another")).Select(tag => new Tag(tag.Key, tag.Value))] },
        ];
        others.Select(Refuse).ShouldAllBe(error => error!.Kind == StepErrorKind.Refused && error.Message == "m-1 carries this run's tag, but this run did not make it" && error.ImageId == "m-1");
        Refuse(image with { IsCopied = false })!.Message.ShouldBe("m-1 is not a copy, so no promotion made it");

        StepError? Refuse(Image candidate) => ImageRules.RefuseRemoval(found, candidate, Own, Caller);
    }

    private static StepError? RefuseAdoption(Image image) => ImageRules.RefuseAdoption(Request, image, [], Own, Caller);
}
