namespace SharedImages.Workflows.Tests;

public sealed class EncryptionRulesTests
{
    [Fact]
    public void Check_EncryptedSourceWithKeysEverywhere_Passes() =>
        EncryptionRules.Check(Specs.Encrypted(), Specs.Source(encrypted: true), withIntake: true).ShouldBeEmpty();

    [Fact]
    public void Check_PlainSourceWithoutKeys_Passes() =>
        EncryptionRules.Check(Specs.Plain(), Specs.Source(encrypted: false), withIntake: true).ShouldBeEmpty();

    [Fact]
    public void Check_EncryptedSourcePlainIntakeAndTarget_NamesBoth() =>
        EncryptionRules.Check(Specs.Plain(), Specs.Source(encrypted: true), withIntake: true)
            .Select(refusal => refusal.Rule).ShouldBe([EncryptionRules.EncryptedNeedsKey, EncryptionRules.EncryptedNeedsKey]);

    [Fact]
    public void Check_EncryptedIntakePlainTarget_NeverPlain()
    {
        var spec = Specs.Plain() with { Intake = new(true, "key-hz", IntakeAfter.Keep) };

        EncryptionRules.Check(spec, Specs.Source(encrypted: false), withIntake: true)
            .ShouldHaveSingleItem().Rule.ShouldBe(EncryptionRules.NeverPlain);
    }

    [Fact]
    public void Check_ServiceKeyAndSharing_Refused()
    {
        var spec = Specs.Encrypted() with { Targets = [new("cn-shanghai", true, null)], Share = new(["3000000000000003"]) };

        EncryptionRules.Check(spec, Specs.Source(encrypted: true), withIntake: true)
            .ShouldHaveSingleItem().Rule.ShouldBe(EncryptionRules.ServiceKeyUnshareable);
    }

    [Fact]
    public void Check_TargetInSourceRegionWithoutKey_TakesTheIntakesKey()
    {
        var spec = Specs.Encrypted() with { Targets = [new("cn-hangzhou", false, null)], Share = new(["3000000000000003"]) };

        EncryptionRules.Check(spec, Specs.Source(encrypted: true), withIntake: true).ShouldBeEmpty();
    }
}
