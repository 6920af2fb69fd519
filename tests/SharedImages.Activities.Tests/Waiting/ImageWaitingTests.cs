using NSubstitute;
using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;

namespace SharedImages.Activities.Tests;

public sealed class ImageWaitingTests
{
    private const string NoSuchImage = "m-bp1nosuchimage00000";
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Wait_ACopyFromBeginToEnd_TellsItsProgressAttemptByAttempt()
    {
        await using var site = await Site.StartAsync(Site.CopiesOf(TimeSpan.FromMinutes(10)));
        var wait = await CopyAsync(site);
        var run = new ActivityRun(site);

        var failure = await Failures.LaterAsync(() => run.AttemptAsync(a => a.WaitImageAsync(wait)));
        failure.Message.ShouldBe($"cn-hangzhou {wait.ImageId} is Creating, 0 %");
        failure.Category.ShouldBe(ApplicationErrorCategory.Benign);
        failure.NextRetryDelay.ShouldBe(Site.Waiting.FirstDelay);
        var began = site.Time.GetUtcNow();

        site.Time.Advance(TimeSpan.FromMinutes(4));
        failure = await Failures.LaterAsync(() => run.AttemptAsync(a => a.WaitImageAsync(wait)));
        failure.Message.ShouldBe($"cn-hangzhou {wait.ImageId} is Creating, 40 %");
        failure.NextRetryDelay.ShouldBe(TimeSpan.FromMinutes(3));
        run.LastLook.ShouldBe(new("Creating", 40, site.Time.GetUtcNow(), 0, began, site.Time.GetUtcNow(), true) { ImageId = wait.ImageId });

        site.Time.Advance(TimeSpan.FromMinutes(5.5));
        (await Failures.LaterAsync(() => run.AttemptAsync(a => a.WaitImageAsync(wait)))).NextRetryDelay.ShouldBe(TimeSpan.FromSeconds(30));

        site.Time.Advance(TimeSpan.FromSeconds(30));
        await run.AttemptAsync(a => a.WaitImageAsync(wait));
        run.Heartbeats.ShouldBe(1, "Temporal counts each.");
    }

    [Fact]
    public async Task Wait_ResetByAFollower_KeepsItsPaceAndItsStallClock()
    {
        await using var site = await Site.StartAsync(Site.CopiesOf(TimeSpan.FromMinutes(10)));
        var wait = await CopyAsync(site);
        var run = new ActivityRun(site);
        var began = site.Time.GetUtcNow();
        await Failures.LaterAsync(() => run.AttemptAsync(a => a.WaitImageAsync(wait)));

        foreach (var minutes in new[] { 1, 2, 3 })
        {
            site.Time.Advance(TimeSpan.FromMinutes(1));
            run.Reset();
            await Failures.LaterAsync(() => run.AttemptAsync(a => a.WaitImageAsync(wait)));
            run.LastLook.ShouldBe(new("Creating", 10 * minutes, site.Time.GetUtcNow(), 0, began, site.Time.GetUtcNow(), true) { ImageId = wait.ImageId });
        }

        run.Heartbeats.ShouldBe(1 + 3);
    }

    [Fact]
    public async Task Wait_ResetByAFollower_TellsOfThePromotionsOtherCopiesInOneHeartbeat()
    {
        await using var site = await Site.StartAsync(Site.CopiesOf(TimeSpan.FromMinutes(10)));
        var (asked, other, ended, stranger) = (await CopyAsync(site, "asked"), await CopyAsync(site, "other"), await CopyAsync(site, "ended"), await CopyAsync(site, "stranger"));
        var began = site.Time.GetUtcNow();
        var run = new ActivityRun(site);
        var endedRun = new ActivityRun(site, $"{Runs.Promotion}/ended");
        (ActivityRun, WaitImageRequest)[] all = [(run, asked), (new(site, $"{Runs.Promotion}/other"), other), (endedRun, ended), (new(site, "promote/web-base/2/stranger"), stranger)];
        foreach (var (waiting, wait) in all)
        {
            await Failures.LaterAsync(() => waiting.AttemptAsync(a => a.WaitImageAsync(wait)));
        }

        await site.AttemptAsync(a => a.RemoveImageAsync(new(new(Site.Home, ended.ImageId, ended.CopiedAt), SimulatorWorld.OurAccount)));
        site.Time.Advance(TimeSpan.FromMinutes(3));
        await Failures.FinalAsync(() => endedRun.AttemptAsync(a => a.WaitImageAsync(ended)));
        run.Beside.ShouldBeNull("nobody has asked");
        run.Reset();
        await Failures.LaterAsync(() => run.AttemptAsync(a => a.WaitImageAsync(asked)));

        run.Beside.ShouldBe([new("Creating", 30, site.Time.GetUtcNow(), 0, began, site.Time.GetUtcNow(), true) { ImageId = other.ImageId }]);
        run.Heartbeats.ShouldBe(2);
        run.LastLook!.Beside.ShouldBeNull("a failure is to be small");
    }

    [Fact]
    public async Task Wait_ResetByAFollower_WhileAnotherRegionDoesNotAnswer_TellsOfItsOwnCopy()
    {
        await using var site = await Site.StartAsync(Site.CopiesOf(TimeSpan.FromMinutes(10)));
        var (asked, other) = (await CopyAsync(site, "asked"), await CopyAsync(site, "other"));
        var run = new ActivityRun(site);
        await Failures.LaterAsync(() => run.AttemptAsync(a => a.WaitImageAsync(asked)));
        await Failures.LaterAsync(() => new ActivityRun(site, $"{Runs.Promotion}/other").AttemptAsync(a => a.WaitImageAsync(other with { Region = Site.Target })));
        site.Simulator.Faults.Add(new() { Kind = FaultKind.RegionDown, Region = Site.Target });

        site.Time.Advance(TimeSpan.FromMinutes(3));
        run.Reset();
        await Failures.LaterAsync(() => run.AttemptAsync(a => a.WaitImageAsync(asked)));

        run.Beside.ShouldBeEmpty();
        run.LastLook!.Progress.ShouldBe(30);
    }

    [Fact]
    public async Task Wait_InTheQueueForLongerThanAStall_GoesOn()
    {
        await using var site = await Site.StartAsync(Site.CopiesOf(TimeSpan.FromHours(3)));
        foreach (var name in Enumerable.Range(1, 5))
        {
            await CopyAsync(site, $"running-{name}");
        }

        var wait = await CopyAsync(site);
        var run = new ActivityRun(site);
        foreach (var _ in Enumerable.Range(0, 4))
        {
            var queued = await Failures.LaterAsync(() => run.AttemptAsync(a => a.WaitImageAsync(wait)));
            queued.Message.ShouldBe($"cn-hangzhou {wait.ImageId} waits for one of the region's copy slots");
            site.Time.Advance(TimeSpan.FromMinutes(50));
        }

        (await Failures.LaterAsync(() => run.AttemptAsync(a => a.WaitImageAsync(wait)))).Message.ShouldContain("is Creating, ");
    }

    [Fact]
    public async Task Wait_NoProgressForTheStallTime_FailsWithWhatIsKnown()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.StallCopy, Action = "CopyImage", Percent = 99 });
        var wait = await CopyAsync(site);
        var run = new ActivityRun(site);

        site.Time.Advance(TimeSpan.FromMinutes(2));
        await Failures.LaterAsync(() => run.AttemptAsync(a => a.WaitImageAsync(wait)));
        site.Time.Advance(TimeSpan.FromMinutes(59));
        await Failures.LaterAsync(() => run.AttemptAsync(a => a.WaitImageAsync(wait)));
        site.Time.Advance(TimeSpan.FromMinutes(1));
        var error = await Failures.FinalAsync(() => run.AttemptAsync(a => a.WaitImageAsync(wait)));

        error.Kind.ShouldBe(StepErrorKind.Stalled);
        error.Message.ShouldBe($"cn-hangzhou {wait.ImageId}: the copy has stood at 99 % since 2026-11-24 12:02:00 UTC");
        error.ImageId.ShouldBe(wait.ImageId);
    }

    [Fact]
    public async Task Wait_AvailableButNotUsable_WaitsOnThenStalls()
    {
        var world = Site.CopiesOf(TimeSpan.FromMinutes(1));
        await using var site = await Site.StartAsync(world with { Rules = world.Rules with { UsableLag = TimeSpan.FromDays(1) } });
        var wait = await CopyAsync(site);
        var run = new ActivityRun(site);

        site.Time.Advance(TimeSpan.FromMinutes(1));
        var failure = await Failures.LaterAsync(() => run.AttemptAsync(a => a.WaitImageAsync(wait)));
        site.Time.Advance(TimeSpan.FromHours(1));
        var error = await Failures.FinalAsync(() => run.AttemptAsync(a => a.WaitImageAsync(wait)));

        failure.Message.ShouldBe($"cn-hangzhou {wait.ImageId} is Available but not usable yet");
        failure.NextRetryDelay.ShouldBe(Site.Waiting.ShortestDelay);
        error.Kind.ShouldBe(StepErrorKind.Stalled);
        error.Message.ShouldBe($"cn-hangzhou {wait.ImageId}: is Available but has not been usable since 2026-11-24 12:01:00 UTC");
    }

    [Fact]
    public async Task Wait_UsableAtLast_IsOver()
    {
        var world = Site.CopiesOf(TimeSpan.FromMinutes(1));
        await using var site = await Site.StartAsync(world with { Rules = world.Rules with { UsableLag = TimeSpan.FromMinutes(2) } });
        var wait = await CopyAsync(site);
        var run = new ActivityRun(site);

        site.Time.Advance(TimeSpan.FromMinutes(2));
        await Failures.LaterAsync(() => run.AttemptAsync(a => a.WaitImageAsync(wait)));
        site.Time.Advance(TimeSpan.FromMinutes(1));

        await run.AttemptAsync(a => a.WaitImageAsync(wait));
    }

    [Fact]
    public async Task Wait_CreateFailed_FailsAtOnce()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.FailCopy, Action = "CopyImage" });
        var wait = await CopyAsync(site);
        site.Time.Advance(TimeSpan.FromMinutes(1));

        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => a.WaitImageAsync(wait)));

        error.Kind.ShouldBe(StepErrorKind.CopyFailed);
        error.Message.ShouldBe($"cn-hangzhou {wait.ImageId}: the copy ended as CreateFailed; ECS does not say why");
    }

    [Theory]
    [InlineData("UnAvailable", StepErrorKind.CopyFailed)]
    [InlineData("Deprecated", StepErrorKind.Mismatch)]
    [InlineData("SomethingNew", StepErrorKind.Mismatch)]
    public async Task Wait_AnyOtherStatus_FailsAtOnce(string status, StepErrorKind kind)
    {
        // The simulator does not show all of these.
        await using var site = await Site.StartAsync();
        var ecs = Site.Scripted();
        ecs.DescribeImagesAsync(default!, default).ReturnsForAnyArgs([new() { ImageId = "m-1", Status = status }]);
        var activities = site.ActivitiesOn(ecs);

        var error = await Failures.FinalAsync(() => site.AttemptAsync(_ => activities.WaitImageAsync(new(Site.Home, "m-1", SimulatorWorld.OurAccount, Site.Home, Now))));

        error.Kind.ShouldBe(kind);
        error.Message.ShouldContain(status);
    }

    [Fact]
    public async Task Wait_NotVisibleYet_CountsOnlyAfterTheGrace()
    {
        await using var site = await Site.StartAsync();
        var wait = new WaitImageRequest(Site.Home, NoSuchImage, SimulatorWorld.OurAccount, Site.Home, site.Time.GetUtcNow());
        var run = new ActivityRun(site);

        (await Failures.LaterAsync(() => run.AttemptAsync(a => a.WaitImageAsync(wait)))).NextRetryDelay.ShouldBe(Site.Waiting.ShortestDelay);
        run.LastLook.ShouldBe(new("Missing", 0, Now, 0, null, Now, false) { ImageId = NoSuchImage });
        site.Time.Advance(Site.Waiting.VisibilityGrace - TimeSpan.FromSeconds(1));
        await Failures.LaterAsync(() => run.AttemptAsync(a => a.WaitImageAsync(wait)));
        site.Time.Advance(TimeSpan.FromSeconds(1));
        var error = await Failures.FinalAsync(() => run.AttemptAsync(a => a.WaitImageAsync(wait)));

        error.Kind.ShouldBe(StepErrorKind.NotFound);
        error.Message.ShouldBe($"cn-hangzhou {NoSuchImage} has not become visible");
    }

    [Fact]
    public async Task Wait_VisibleAfterALag_GoesOn()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.VisibilityLag, Action = "CopyImage", Duration = TimeSpan.FromMinutes(1) });
        var wait = await CopyAsync(site);
        var run = new ActivityRun(site);

        await Failures.LaterAsync(() => run.AttemptAsync(a => a.WaitImageAsync(wait)));
        site.Time.Advance(TimeSpan.FromMinutes(1));

        await run.AttemptAsync(a => a.WaitImageAsync(wait));
    }

    [Fact]
    public async Task Wait_SeenAndGone_FailsWithinTheGrace()
    {
        await using var site = await Site.StartAsync();
        var wait = await CopyAsync(site);
        var run = new ActivityRun(site);
        await Failures.LaterAsync(() => run.AttemptAsync(a => a.WaitImageAsync(wait)));

        await site.AttemptAsync(a => a.RemoveImageAsync(new(new(Site.Home, wait.ImageId, wait.CopiedAt), SimulatorWorld.OurAccount)));
        site.Time.Advance(Site.Waiting.ShortestDelay);
        var error = await Failures.FinalAsync(() => run.AttemptAsync(a => a.WaitImageAsync(wait)));

        error.Kind.ShouldBe(StepErrorKind.NotFound);
        error.Message.ShouldBe($"cn-hangzhou {wait.ImageId} was there and is gone: somebody deleted it or canceled the copy");
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

    [Fact]
    public void Advance_EcsSaysNoProgress_KeepsTheLast() =>
        ImageWaiting.Advance(Seen("Creating", 40, Now), Image("Creating", null), Now.AddMinutes(1)).ShouldBe(Seen("Creating", 40, Now) with { SeenAt = Now.AddMinutes(1) });

    private static async Task<WaitImageRequest> CopyAsync(Site site, string name = "web-base-intake")
    {
        var copy = await site.AttemptAsync(a => a.CopyImageAsync(Copies.Request(name) with { ImageName = name }));
        return new(Site.Home, copy.ImageId, SimulatorWorld.OurAccount, Site.Home, site.Time.GetUtcNow());
    }

    private static CopyLook Seen(string status, int progress, DateTimeOffset since) => new(status, progress, since, 0, since, since, true);

    private static Image Image(string status, int? progress) => new() { ImageId = "m-1", Status = status, Progress = progress };
}
