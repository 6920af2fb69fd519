using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class ImageWaitingTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Wait_Creating_LooksOnceAndTellsTheProgress()
    {
        await using var site = await Site.StartAsync();
        var copy = await site.AttemptAsync(a => a.CopyImageAsync(Site.Copy()));

        var failure = await Failures.LaterAsync(() => WaitAsync(site, copy.ImageId, TimeSpan.Zero));

        failure.Message.ShouldStartWith($"cn-hangzhou {copy.ImageId} is Creating, ");
        failure.Category.ShouldBe(Temporalio.Api.Enums.V1.ApplicationErrorCategory.Benign);
        site.Heartbeats.OfType<CopyHeartbeat>().Last().Status.ShouldBe("Creating");
    }

    [Fact]
    public async Task Wait_Available_IsOver()
    {
        await using var site = await Site.StartAsync();

        await WaitAsync(site, site.Simulator.State.AddImage(SimulatorWorld.OurAccount, new() { Region = Site.Home, Name = "done" }), TimeSpan.Zero);
    }

    [Fact]
    public async Task Wait_NeverSeen_CountsOnlyAfterTheGrace()
    {
        await using var site = await Site.StartAsync();

        await Failures.LaterAsync(() => WaitAsync(site, "m-bp1nosuchimage00000", TimeSpan.FromMinutes(1)));
        var error = await Failures.FinalAsync(() => WaitAsync(site, "m-bp1nosuchimage00000", TimeSpan.FromMinutes(6)));

        error.Kind.ShouldBe(StepErrorKind.NotFound);
    }

    [Fact]
    public void Advance_QueueTime_DoesNotCountTowardsAStall()
    {
        var queued = ImageWaiting.Advance(Seen("Waiting", 0, Now), Image("Waiting", 0), Now.AddHours(3));
        var begun = ImageWaiting.Advance(queued, Image("Creating", 0), Now.AddHours(4));
        var standing = ImageWaiting.Advance(begun, Image("Creating", 0), Now.AddHours(5));

        queued.Since.ShouldBe(Now.AddHours(3));
        begun.Since.ShouldBe(Now.AddHours(4));
        standing.Since.ShouldBe(Now.AddHours(4));
    }

    [Fact]
    public void Advance_ProgressMoves_TheStallClockBeginsAnew()
    {
        var moved = ImageWaiting.Advance(Seen("Creating", 40, Now), Image("Creating", 41), Now.AddHours(2));

        moved.Since.ShouldBe(Now.AddHours(2));
        moved.Progress.ShouldBe(41);
    }

    private static Task WaitAsync(Site site, string imageId, TimeSpan copiedAgo) =>
        site.AttemptAsync(a => a.WaitImageAsync(new(Site.Home, imageId, 40, false, site.Time.GetUtcNow() - copiedAgo)));

    private static CopyHeartbeat Seen(string status, int progress, DateTimeOffset since) => new(status, progress, since, 0, since, since, true);

    private static Image Image(string status, int progress) => new() { ImageId = "m-1", Status = status, Progress = progress };
}
