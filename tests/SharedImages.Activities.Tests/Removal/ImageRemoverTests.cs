using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class ImageRemoverTests
{
    [Fact]
    public async Task Remove_RunningCopy_IsCancelledAndItsSnapshotsDeletedAfterwards()
    {
        await using var site = await Site.StartAsync();
        var image = await MadeAsync(site);

        var snapshots = await site.AttemptAsync(a => a.ReadSnapshotsAsync(image));
        await RemoveAsync(site, image);
        site.Simulator.State.Snapshots(SimulatorWorld.OurAccount).Select(snapshot => snapshot.SnapshotId).ShouldBe(snapshots);
        await site.AttemptAsync(a => a.RemoveSnapshotsAsync(new(Site.Home, snapshots)));

        site.Simulator.State.Images(SimulatorWorld.OurAccount).ShouldBeEmpty();
        site.Simulator.State.Snapshots(SimulatorWorld.OurAccount).ShouldBeEmpty();
    }

    [Fact]
    public async Task Remove_SharedImage_IsUnsharedFirst()
    {
        await using var site = await Site.StartAsync();
        var id = site.Simulator.State.AddImage(SimulatorWorld.OurAccount, new() { Region = Site.Home, Name = "shared", SharedWith = [SimulatorWorld.ConsumerAccount] });

        await RemoveAsync(site, new(Site.Home, id, site.Time.GetUtcNow()));

        site.Simulator.State.Images(SimulatorWorld.OurAccount).ShouldBeEmpty();
    }

    [Fact]
    public async Task Remove_NotVisible_CountsAsGoneOnlyAfterTheGrace()
    {
        await using var site = await Site.StartAsync();

        await Failures.LaterAsync(() => RemoveAsync(site, new(Site.Home, "m-bp1nosuchimage00000", site.Time.GetUtcNow().AddMinutes(-1))));
        await RemoveAsync(site, new(Site.Home, "m-bp1nosuchimage00000", site.Time.GetUtcNow().AddMinutes(-6)));
    }

    [Fact]
    public async Task Remove_EcsInTrouble_NeverGivesUp()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.ServerError, Times = 100 });

        await Failures.LaterAsync(() => site.AttemptAsync(a => a.ReadSnapshotsAsync(new(Site.Home, "m-1", site.Time.GetUtcNow())), site.Attempt(99, TimeSpan.FromDays(2))));
    }

    [Fact]
    public async Task FindLeftovers_ByRunTagAndById()
    {
        await using var site = await Site.StartAsync();
        var image = await MadeAsync(site);
        var snapshots = site.Simulator.State.Image(image.ImageId).SnapshotIds;

        var left = await site.AttemptAsync(a => a.FindLeftoversAsync(new(Site.Home, "run-1", [], snapshots)));
        var others = await site.AttemptAsync(a => a.FindLeftoversAsync(new(Site.Home, "run-2", [], [])));

        left.ImageIds.ShouldBe([image.ImageId]);
        left.SnapshotIds.ShouldBe(snapshots);
        others.ImageIds.ShouldBeEmpty();
    }

    private static async Task<MadeImage> MadeAsync(Site site) =>
        new(Site.Home, (await site.AttemptAsync(a => a.CopyImageAsync(Site.Copy()))).ImageId, site.Time.GetUtcNow());

    private static Task RemoveAsync(Site site, MadeImage image) => site.AttemptAsync(a => a.RemoveImageAsync(image));
}
