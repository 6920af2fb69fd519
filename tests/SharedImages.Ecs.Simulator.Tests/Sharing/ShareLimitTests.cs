namespace SharedImages.Ecs.Simulator.Tests;

public sealed class ShareLimitTests : SimulatorTest
{
    private static readonly IReadOnlyList<string> Many = [.. Enumerable.Range(0, 60).Select(i => $"70000000000000{i:00}")];

    private protected override EcsSimulatorOptions Options
    {
        get
        {
            var world = SimulatorWorld.Default();
            return base.Options with { World = world with { Accounts = [.. world.Accounts, .. Many.Select(id => new WorldAccount { Id = id })] } };
        }
    }

    [Fact]
    public async Task More_than_ten_accounts_in_a_call_are_silently_cut()
    {
        var imageId = await OwnImage();

        (await Share(imageId, Many.Take(12))).ShouldBe(200, "OK");

        State.Shares(imageId).ShouldBe(Many.Take(10));
    }

    [Fact]
    public async Task Fifty_accounts_per_image_and_room_made_in_the_same_call_counts()
    {
        var imageId = await OwnImage();
        foreach (var ten in Many.Take(50).Chunk(10))
        {
            (await Share(imageId, ten)).ShouldBe(200, "OK");
        }

        (await Share(imageId, [Many[50]])).ShouldBe(403, "QuotaExceed.ShareImageUser");
        await Us.Call("ModifyImageSharePermission", ("RegionId", Hangzhou), ("ImageId", imageId), ("AddAccount.1", Many[50]), ("RemoveAccount.1", Many[0]));

        State.Shares(imageId).ShouldBe(Many.Skip(1).Take(50));
    }

    private Task<Reply> Share(string imageId, IEnumerable<string> accounts) =>
        Us.Try("ModifyImageSharePermission", [("RegionId", Hangzhou), ("ImageId", imageId), .. accounts.Select((account, i) => ($"AddAccount.{i + 1}", (object)account))]);
}
