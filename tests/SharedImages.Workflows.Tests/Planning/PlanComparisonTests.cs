using CsCheck;

namespace SharedImages.Workflows.Tests;

public sealed class PlanComparisonTests
{
    private static readonly PlannedItem Copy = new() { Item = "cn-shanghai", Route = PlanRoute.Copy, Name = "web", Encrypted = true, KmsKeyId = "key-1", Gibibytes = 40, Seconds = 600 };
    private static readonly PlannedItem There = Copy with { Route = PlanRoute.Current, ImageId = "m-1" };
    private static readonly PlannedItem Instance = new() { Item = "i-1", Route = PlanRoute.Replace, ImageId = "m-new", Present = "m-old" };
    private static readonly PlannedItem Shared = new() { Item = "cn-shanghai/m-1", Route = PlanRoute.Share, ImageId = "m-1", Accounts = ["1", "2"] };
    private static readonly PlannedItem Launched = new() { Item = "cn-beijing", Route = PlanRoute.Launch, Name = "web", ImageId = "m-1", Count = 3 };
    private static readonly PlannedItem Moved = new() { Item = "cn-beijing", Route = PlanRoute.Move, ImageId = "m-2", Present = "m-1" };
    private static readonly PlannedSource Source = new("m-0", "2000", "digest", true);

    private static readonly Gen<PlannedItem> Items = Gen.Select(
        OneOf("a", "b", "c", "d").Select(item => item!), Gen.Enum<PlanRoute>(), OneOf(null, "n1", "n2"), OneOf(null, "k1", "k2"), OneOf(null, "m-1", "m-2"), Gen.Int[0, 3],
        (item, route, name, key, image, count) => new PlannedItem { Item = item, Route = route, Name = name, Encrypted = key is not null, KmsKeyId = key, ImageId = image, Present = image, Count = count });

    private static readonly Gen<IReadOnlyList<PlannedItem>> Lists = Items.List[0, 6].Select(items => (IReadOnlyList<PlannedItem>)[.. items.DistinctBy(PlanComparison.KeyOf)]);

    public static TheoryData<string, PlannedItem?, PlannedItem?, string> Changes => new()
    {
        { "copied meanwhile", Copy, There, "cn-shanghai: was planned to be copied as web under key key-1, is now there already as m-1 as web under key key-1; plan again" },
        { "gone meanwhile", There, Copy, "cn-shanghai: was planned to stay as it is there, m-1 as web under key key-1, is now to be copied as web under key key-1; plan again" },
        { "another image", There, There with { ImageId = "m-2" }, "cn-shanghai: was planned to stay as it is there, m-1 as web under key key-1, is now there already as m-2 as web under key key-1; plan again" },
        { "another name", Copy, Copy with { Name = "db" }, "cn-shanghai: was planned to be copied as web under key key-1, is now to be copied as db under key key-1; plan again" },
        { "another key", Copy, Copy with { KmsKeyId = null }, "cn-shanghai: was planned to be copied as web under key key-1, is now to be copied as web under the service key; plan again" },
        { "the name is taken", Copy, Copy with { Route = PlanRoute.Park }, "cn-shanghai: was planned to be copied as web under key key-1, is now to wait for a decision; plan again" },
        { "another present image", Instance, Instance with { Present = "m-older" }, "i-1: was planned to get m-new instead of m-old, is now to get m-new instead of m-older; plan again" },
        { "replaced meanwhile", Instance, Instance with { Route = PlanRoute.Current, Present = "m-new" }, "i-1: was planned to get m-new instead of m-old, is now there already as m-new; plan again" },
        { "not selected", Instance, null, "i-1: was planned to get m-new instead of m-old, is now no part of it; plan again" },
        { "selected meanwhile", null, Instance, "i-1: was not planned, is now to get m-new instead of m-old; plan again" },
        { "other accounts", Shared, Shared with { Accounts = ["2"] }, "cn-shanghai/m-1: was planned to be shared with 1, 2, is now to be shared with 2; plan again" },
        { "fewer instances", Launched, Launched with { Count = 2 }, "cn-beijing: was planned to be launched: 3 of m-1 as web, is now to be launched: 2 of m-1 as web; plan again" },
        { "pointed elsewhere", Moved, Moved with { Present = null }, "cn-beijing: was planned to point to m-2 instead of m-1, is now to point to m-2 instead of nothing; plan again" },
        { "pointed to nothing", Moved, Moved with { Route = PlanRoute.Release, ImageId = null }, "cn-beijing: was planned to point to m-2 instead of m-1, is now to point to nothing instead of m-1; plan again" },
        { "ECS does not know the region", Copy, Copy with { Route = PlanRoute.Fail }, "cn-shanghai: was planned to be copied as web under key key-1, is now to fail; plan again" },
    };

    public static TheoryData<string, PlannedItem, PlannedItem> NoChanges => new()
    {
        { "the same", Copy, Copy },
        { "size and time", Copy, Copy with { Gibibytes = 50, Seconds = null, Note = "other" } },
        { "whether a copy that is there is finished", There, There with { Route = PlanRoute.Adopt, Note = "to be shared" } },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void AChange_IsNamed(string what, PlannedItem? planned, PlannedItem? found, string message) =>
        Of(Plan(planned is null ? [] : [planned]), found is null ? [] : [found]).ShouldBe([new("plan-changed", message)], what);

    [Theory]
    [MemberData(nameof(NoChanges))]
    public void WhatIsNotCompared_MayChange(string what, PlannedItem planned, PlannedItem found) => Of(Plan([planned]), [found]).ShouldBeEmpty(what);

    [Fact]
    public void AnotherSpec_IsSaidAlone() =>
        PlanComparison.Changes(Plan([Copy]), "other", Source, []).ShouldBe([new("plan-changed", "the plan was made of another spec; plan again")]);

    [Fact]
    public void APlanThatSaysThatItWouldBeRefused_IsNotRun() =>
        Of(Plan([Copy]) with { Refusals = [new("trusted-owner", "not trusted")] }, [Copy]).ShouldBe([new("plan-changed", "the plan itself says that this would be refused; plan again")]);

    [Theory]
    [InlineData("m-9", "2000", "digest", "the source image was m-0 of 2000, is now m-9 of 2000; plan again")]
    [InlineData("m-0", "4000", "digest", "the source image was m-0 of 2000, is now m-0 of 4000; plan again")]
    [InlineData("m-0", "2000", "other", "the source image m-0 is not the same any more; plan again")]
    public void AnotherSource_IsNamed(string imageId, string owner, string content, string message) =>
        PlanComparison.Changes(Plan([]), "spec", new(imageId, owner, content, true), []).ShouldBe([new("plan-changed", message)]);

    [Fact]
    public void ManyChanges_AreCounted()
    {
        var items = Enumerable.Range(0, 120).Select(i => Instance with { Item = $"i-{i}" }).ToList();

        var changes = Of(Plan(items), []);

        changes.Count.ShouldBe(51);
        changes[^1].Message.ShouldBe("70 more items are not as planned; plan again");
    }

    [Fact]
    public void OrderDoesNotCount_AndTheSameIsNoChange() => Lists.Sample(items =>
    {
        Of(Plan(items), [.. items.Reverse()]).ShouldBeEmpty();
        PlanDigest.Of(Plan(items)).ShouldBe(PlanDigest.Of(Plan([.. items.Reverse()])));
    });

    [Fact]
    public void WhatIsNotThereAnyMoreOrIsNew_IsAlwaysNamed() => Gen.Select(Lists, Lists).Sample((planned, found) =>
    {
        var changes = Of(Plan(planned), found);

        var (were, are) = (planned.Select(PlanComparison.KeyOf).ToHashSet(StringComparer.Ordinal), found.Select(PlanComparison.KeyOf).ToHashSet(StringComparer.Ordinal));
        changes.Count(change => change.Message.Contains("no part of it", StringComparison.Ordinal)).ShouldBe(were.Except(are).Count());
        changes.Count(change => change.Message.Contains("was not planned", StringComparison.Ordinal)).ShouldBe(are.Except(were).Count());
        changes.Count.ShouldBeLessThanOrEqualTo(were.Union(are).Count());
    });

    [Fact]
    public void ThePlan_CrossesTemporalAndFilesAsItIs() => Lists.Sample(items =>
    {
        var plan = Plan(items) with { Refusals = [new("rule", "message")], Notes = ["note"], HasWork = true };

        var (read, problem) = PlanReader.Read(Json(plan));

        problem.ShouldBeNull();
        Json(read!).ShouldBe(Json(plan));
        PlanDigest.Of(read!).ShouldBe(PlanDigest.Of(plan));
    });

    private static Gen<string?> OneOf(params string?[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static byte[] Json(OperationPlan plan) => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(plan, ContractJson.Options);

    private static IReadOnlyList<Refusal> Of(OperationPlan plan, IReadOnlyList<PlannedItem> found) => PlanComparison.Changes(plan, "spec", Source, found);

    private static OperationPlan Plan(IReadOnlyList<PlannedItem> items) =>
        new() { Operation = "Promotion", Name = "web", Version = "1", Digest = "spec", Source = Source, Items = items };
}
