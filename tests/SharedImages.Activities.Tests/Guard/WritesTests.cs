using Microsoft.Extensions.Logging;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;
using Temporalio.Activities;

namespace SharedImages.Activities.Tests;

/// <summary>What the log says of writes.</summary>
public sealed class WritesTests
{
    private const string Own = SimulatorWorld.OurAccount;

    [Fact]
    public async Task EachWrite_IsOneLineWithAccountPromotionRegionResourceAndAnswer()
    {
        await using var site = await Site.StartAsync();
        var run = new ActivityRun(site);

        var copy = await run.AttemptAsync(a => a.CopyImageAsync(Copies.Request()));
        site.Time.Advance(TimeSpan.FromMinutes(5));
        await run.AttemptAsync(a => a.ShareImageAsync(new(Site.Home, copy.ImageId, Own, [SimulatorWorld.ConsumerAccount])));
        var remove = new RemoveImageRequest(new(Site.Home, copy.ImageId, Site.Start), Own);
        var snapshots = await run.AttemptAsync(a => a.NoteSnapshotsAsync(remove));
        await run.AttemptAsync(a => a.RemoveImageAsync(remove));
        await run.AttemptAsync(a => a.RemoveSnapshotsAsync(new(Site.Home, snapshots, Own)));

        var ids = site.Simulator.State.Requests.Where(request => site.Writes.Contains(request.Action)).Select(request => request.RequestId).ToList();
        string Line(string what, string answer, int index) => $"{what} in cn-hangzhou for promote/web-base/1, account 1000000000000001: {answer} (request {ids[index]})";
        run.Log.Shown.ShouldBe(
        [
            (LogLevel.Information, Line("CopyImage m-bp1webbaseencr000001 to cn-hangzhou as web-base-intake", copy.ImageId, 0), null),
            (LogLevel.Information, Line($"ModifyImageSharePermission {copy.ImageId} add 3000000000000003", "done", 1), null),
            (LogLevel.Information, Line($"TagResources {copy.ImageId} sharedimages:done", "done", 2), null),
            (LogLevel.Information, Line($"TagResources {snapshots[0]} sharedimages:run", "done", 3), null),
            (LogLevel.Information, Line($"ModifyImageSharePermission {copy.ImageId} remove 3000000000000003", "done", 4), null),
            (LogLevel.Information, Line($"DeleteImage {copy.ImageId}", "done", 5), null),
            (LogLevel.Information, Line($"DeleteSnapshot {snapshots[0]}", "done", 6), null),
        ]);
    }

    [Fact]
    public async Task AWriteThatEcsRefuses_IsALineWithItsCode()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "CopyImage", Code = "QuotaExceed.Image", HttpStatus = 403 });
        var run = new ActivityRun(site);

        await Failures.FinalAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Copies.Request())));

        run.Log.Shown[0].ShouldBe(
            (LogLevel.Information,
            $"CopyImage m-bp1webbaseencr000001 to cn-hangzhou as web-base-intake in cn-hangzhou for promote/web-base/1, account 1000000000000001: QuotaExceed.Image (request {site.Simulator.State.Requests[^1].RequestId})",
            null));
    }

    [Fact]
    public async Task AWriteThatIsGivenUpBeforeItsAnswer_IsALineThatSaysSo()
    {
        await using var site = await Site.StartAsync();
        var held = site.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "CopyImage" });
        var run = new ActivityRun(site);
        var environment = run.Next();
        var attempt = environment.RunAsync(() => site.Activities.CopyImageAsync(Copies.Request()));
        await held.Holding;

        environment.Cancel(ActivityCancelReason.WorkerShutdown);
        await Failures.LaterAsync(() => attempt);

        run.Log.Shown.ShouldHaveSingleItem().Text.ShouldContain("account 1000000000000001: given up before the answer");
    }
}
