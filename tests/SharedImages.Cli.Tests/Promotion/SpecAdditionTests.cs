using CsCheck;
using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

/// <summary>More places for the same version are no other version; anything else is.</summary>
public sealed class SpecAdditionTests
{
    private static readonly PromotionSpec Before = new(
        "web-base",
        "1",
        "1000000000000001",
        new("cn-hangzhou", "2", "m-0", null),
        new(true, "key-hangzhou", IntakeAfter.Keep),
        [new("cn-shanghai", true, "key-shanghai"), new("us-east-1", true, null)],
        new("web-base-1", "golden", "web-base", new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "web" }),
        new(["3", "4"]),
        OnFailure.Keep);

    private static readonly Gen<PromotionSpec> Added = Gen.Select(Gen.Int[0, 20].HashSet[0, 4], Gen.Int[0, 20].HashSet[0, 4], Gen.Int).Select((regions, accounts, order) => Before with
    {
        Targets = Shuffled([.. Before.Targets, .. regions.Select(region => new TargetSpec($"eu-{region}", false, null))], order),
        Share = new(Shuffled([.. Before.Share.Accounts, .. accounts.Select(account => $"9{account}")], order)),
    });

    private static readonly Gen<Func<PromotionSpec, PromotionSpec>> Changes = Gen.OneOf<Func<PromotionSpec, PromotionSpec>>(
        spec => spec with { Version = "2" },
        spec => spec with { Account = null },
        spec => spec with { Source = spec.Source with { ImageId = "m-1" } },
        spec => spec with { Source = new("cn-hangzhou", "2", null, "web-*") },
        spec => spec with { Intake = null },
        spec => spec with { Intake = spec.Intake! with { After = IntakeAfter.Delete } },
        spec => spec with { Intake = spec.Intake! with { KmsKeyId = "other" } },
        spec => spec with { Targets = [.. spec.Targets.Select(target => target.Region == "cn-shanghai" ? target with { KmsKeyId = "other" } : target)] },
        spec => spec with { Targets = [.. spec.Targets.Where(target => target.Region != "us-east-1")] },
        spec => spec with { Image = spec.Image with { Name = "web-base-2" } },
        spec => spec with { Image = spec.Image with { Description = null } },
        spec => spec with { Image = spec.Image with { Family = "other" } },
        spec => spec with { Image = spec.Image with { Tags = new Dictionary<string, string>(StringComparer.Ordinal) } },
        spec => spec with { Share = new([.. spec.Share.Accounts.Where(account => account != "3")]) },
        spec => spec with { OnFailure = OnFailure.Undo });

    public static TheoryData<string, bool> Rows => new()
    {
        { "nothing", false },
        { "order", false },
        { "target", true },
        { "account", true },
        { "both", true },
        { "target for another", false },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void OnlyAdds_TargetsAndAccounts(string change, bool adds) => SpecAddition.OnlyAdds(
        change switch
        {
            "order" => Before with { Targets = [.. Before.Targets.Reverse()], Share = new(["4", "3"]) },
            "target" => Before with { Targets = [.. Before.Targets, new("eu-central-1", false, null)] },
            "account" => Before with { Share = new(["3", "4", "5"]) },
            "both" => Before with { Targets = [new("eu-central-1", false, null), .. Before.Targets], Share = new(["5", "3", "4"]) },
            "target for another" => Before with { Targets = [Before.Targets[0], new("eu-central-1", false, null)] },
            _ => Before,
        },
        Before).ShouldBe(adds);

    [Fact]
    public void WhatIsAdded_AddsUnlessItIsNothing_AndTheOtherWayRoundItTakesAway() =>
        Added.Sample(now =>
        {
            var same = SpecDigest.Of(now) == SpecDigest.Of(Before);
            return SpecAddition.OnlyAdds(now, Before) == !same && !SpecAddition.OnlyAdds(Before, now);
        });

    [Fact]
    public void AnyOtherChange_IsNone_WhateverIsAddedWithIt() =>
        Gen.Select(Added, Changes).Sample((now, change) => !SpecAddition.OnlyAdds(change(now), Before));

    [Fact]
    public void WhatOnlyAdds_DiffersInTargetsAndAccountsAlone() =>
        Added.Sample(now => SpecDifference.Between(now, Before).All(field =>
            (field.StartsWith("targets[eu-", StringComparison.Ordinal) || field.StartsWith("share.accounts[9", StringComparison.Ordinal)) && field.EndsWith("nothing there", StringComparison.Ordinal)));

    private static List<T> Shuffled<T>(IEnumerable<T> items, int order) => [.. items.OrderBy(item => HashCode.Combine(order, item!.ToString()!.Length, item))];
}
