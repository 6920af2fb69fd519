namespace SharedImages.Workflows.Tests;

public sealed class PlanRulesTests
{
    private const string Account = "1000000000000001";

    [Fact]
    public void NeedsIntake_SharedImage_Always() =>
        PlanRules.NeedsIntake(Specs.Plain(), Specs.Source(false), Account).ShouldBeTrue();

    [Fact]
    public void NeedsIntake_OwnImage_OnlyWhenAsked()
    {
        var own = Specs.Source(false) with { OwnerId = Account };

        PlanRules.NeedsIntake(Specs.Plain(), own, Account).ShouldBeFalse();
        PlanRules.NeedsIntake(Specs.Encrypted(), own, Account).ShouldBeTrue();
    }

    [Fact]
    public void Intake_NoTargetInItsRegion_IsNamedByItsCopyKeyAndNotShared()
    {
        var spec = Specs.Encrypted() with { Share = new(["3000000000000003"]) };
        var copy = PlanRules.Copy(PlanRules.Intake(spec, Specs.Source(true), Specs.Run), "promote/web-base/2026.11.24", 0);

        copy.ImageName.ShouldBe("sharedimages-intake-" + copy.CopyKey);
        copy.FromRegion.ShouldBe(copy.ToRegion);
        copy.KmsKeyId.ShouldBe("key-hz");
        PlanRules.Intake(spec, Specs.Source(true), Specs.Run).ShareAccounts.ShouldBeEmpty();
    }

    [Fact]
    public void Intake_ItsRegionIsATarget_IsThatTargetsImage()
    {
        var spec = Specs.Encrypted() with { Targets = [new("cn-hangzhou", true, "key-hz"), new("cn-shanghai", true, "key-sh")], Share = new(["3000000000000003"]) };

        var intake = PlanRules.Intake(spec, Specs.Source(true), Specs.Run);
        var distribution = PlanRules.Distribution(spec, Specs.Source(true), Specs.Run, "m-intake", withIntake: true);

        intake.ImageName.ShouldBe("web-base-2026.11.24");
        intake.ShareAccounts.ShouldBe(["3000000000000003"]);
        distribution.ShouldHaveSingleItem().Region.ShouldBe("cn-shanghai");
    }

    [Fact]
    public void Copy_Always_CarriesAllLineageTagsAndTheUsersOwn()
    {
        var spec = Specs.Plain() with { Image = Specs.Plain().Image with { Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "platform" } } };

        var copy = PlanRules.Copy(PlanRules.Distribution(spec, Specs.Source(false), Specs.Run, "m-intake", true)[0], "promote/web-base/2026.11.24", 0);

        // The done mark comes when the region is done.
        copy.Tags.Count.ShouldBe(Lineage.Count - 1 + 1);
        copy.Tags[Lineage.CopyKey].ShouldBe(copy.CopyKey);
        copy.Tags[Lineage.Run].ShouldBe("run-1");
        copy.Tags[Lineage.Hop].ShouldBe("distribution");
        copy.Tags["team"].ShouldBe("platform");
    }

    [Fact]
    public void Copy_NextGeneration_AnotherTokenSameKey()
    {
        var input = PlanRules.Distribution(Specs.Plain(), Specs.Source(false), Specs.Run, "m-intake", true)[0];

        var first = PlanRules.Copy(input, "w", 0);
        var second = PlanRules.Copy(input, "w", 1);

        second.ClientToken.ShouldNotBe(first.ClientToken);
        second.CopyKey.ShouldBe(first.CopyKey);
    }
}
