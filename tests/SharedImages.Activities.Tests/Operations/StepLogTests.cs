using Microsoft.Extensions.Logging;
using NSubstitute;
using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class StepLogTests
{
    private const string Run = Runs.Region;
    private static readonly CopyRequest Find = Copies.Request();

    [Fact]
    public async Task PassingTrouble_ManyAttempts_IsOneWarningEveryFiveMinutesAndOneLineWhenItIsOver()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.ServerError, Action = "DescribeImages", Times = 24 });
        var run = new ActivityRun(site);

        // Every 30 s for 11.5 minutes.
        for (var attempt = 0; attempt < 24; attempt++)
        {
            await Failures.LaterAsync(() => run.AttemptAsync(a => a.FindCopyAsync(Find)));
            site.Time.Advance(TimeSpan.FromSeconds(30));
        }

        var warning = $"{Run}: cn-hangzhou: look for an earlier copy: InternalError since 2026-11-24 12:00:00Z, tried until it passes: The request processing has failed due to some unknown error.";
        run.Log.Shown.ShouldBe(Enumerable.Repeat((LogLevel.Warning, warning, (Exception?)null), 3));

        await run.AttemptAsync(a => a.FindCopyAsync(Find));

        run.Log.Shown.Skip(3).ShouldBe([(LogLevel.Information, $"{Run}: cn-hangzhou: look for an earlier copy: goes on, the trouble since 2026-11-24 12:00:00Z (Transient) is over", null)]);
    }

    [Fact]
    public async Task PassingTrouble_OverWhenTheThingIsNotSoFar_IsSaidOnce()
    {
        await using var site = await Site.StartAsync(Site.CopiesOf(TimeSpan.FromHours(5)));
        var copy = await site.AttemptAsync(a => a.CopyImageAsync(Copies.Request()));
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Throttle, Action = "DescribeImages" });
        var run = new ActivityRun(site);

        for (var attempt = 0; attempt < 3; attempt++)
        {
            await Failures.LaterAsync(() => run.AttemptAsync(a => a.WaitImageAsync(new(Site.Home, copy.ImageId, SimulatorWorld.OurAccount, Site.Home, site.Time.GetUtcNow()))));
            site.Time.Advance(TimeSpan.FromMinutes(1));
        }

        run.Log.Shown.Select(line => line.Level).ShouldBe([LogLevel.Warning, LogLevel.Information]);
    }

    [Fact]
    public async Task NoTrouble_SaysNothing()
    {
        await using var site = await Site.StartAsync();
        var run = new ActivityRun(site);

        await run.AttemptAsync(a => a.FindCopyAsync(Find));

        run.Log.Shown.ShouldBeEmpty();
    }

    [Fact]
    public async Task RefusalOfEcs_IsOneLineWithoutATrace_WhichDebugHas()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "DescribeImages", Code = "Forbidden.RAM", HttpStatus = 403 });
        var run = new ActivityRun(site);

        await Failures.FinalAsync(() => run.AttemptAsync(a => a.FindCopyAsync(Find)));

        run.Log.Shown.ShouldBe(
            [(LogLevel.Warning, $"{Run}: cn-hangzhou: look for an earlier copy: Forbidden.RAM: Scripted: Forbidden.RAM; grant the worker's RAM identity ecs:DescribeImages in cn-hangzhou", null)]);
        run.Log.Debug.ShouldHaveSingleItem().Trace.ShouldBeOfType<EcsException>().StackTrace.ShouldNotBeNull();
    }

    [Fact]
    public async Task RefusalOfOurOwn_IsOneLine()
    {
        await using var site = await Site.StartAsync();
        site.Trust = new();
        var run = new ActivityRun(site);

        var error = await Failures.FinalAsync(() => run.AttemptAsync(a => a.ShareImageAsync(new(Site.Home, SimulatorWorld.EncryptedImageId, SimulatorWorld.OurAccount, [SimulatorWorld.ConsumerAccount]))));

        run.Log.Shown.ShouldBe([(LogLevel.Warning, $"{Run}: {error.Sentence()}", null)]);
    }

    [Fact]
    public async Task Defect_HasItsTraceAtFirstEveryFiveMinutesAndWhenItIsFinal()
    {
        await using var site = await Site.StartAsync();
        var defect = new InvalidOperationException("a defect");
        var ecs = Site.Scripted();
        ecs.DescribeImagesAsync(default!, default).ReturnsForAnyArgs<IReadOnlyList<Image>>(_ => throw defect);
        var activities = site.ActivitiesOn(ecs);
        var run = new ActivityRun(site);

        foreach (var wait in (int[])[1, 4, 6, 4])
        {
            await Failures.LaterAsync(() => run.AttemptAsync(_ => activities.FindCopyAsync(Find)));
            site.Time.Advance(TimeSpan.FromMinutes(wait));
        }

        await Failures.FinalAsync(() => run.AttemptAsync(_ => activities.FindCopyAsync(Find)));

        // At 0, 5 and 11 minutes, not at 1; then at 15, as patience ends.
        run.Log.Shown.ShouldBe(Enumerable.Repeat((LogLevel.Error, $"{Run}: cn-hangzhou: look for an earlier copy: a defect, since 2026-11-24 12:00:00Z", (Exception?)defect), 4));
    }
}
