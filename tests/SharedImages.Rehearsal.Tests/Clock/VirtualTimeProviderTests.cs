using Temporalio.Client;
using Temporalio.Worker;

namespace SharedImages.Rehearsal.Tests;

/// <summary>The virtual clock as a <see cref="TimeProvider"/>.</summary>
public sealed class VirtualTimeProviderTests
{
    [Fact]
    public async Task Delay_IsAReasonForTimeToPass()
    {
        await using var env = await RehearsalEnvironment.StartAsync();
        var (began, stamp) = (env.Time.GetUtcNow(), env.Time.GetTimestamp());

        await Task.Delay(TimeSpan.FromDays(3), env.Time, TestContext.Current.CancellationToken);

        (env.Time.GetUtcNow() - began).ShouldBe(TimeSpan.FromDays(3));
        env.Time.GetElapsedTime(stamp).ShouldBe(TimeSpan.FromDays(3));
        env.Time.GetLocalNow().ShouldBe(env.Time.GetUtcNow());
    }

    [Fact]
    public async Task PeriodicTimer_TicksWhenTimePasses_AndIsNoReasonForIt()
    {
        await using var env = await RehearsalEnvironment.StartAsync();
        var ticked = new TaskCompletionSource<DateTimeOffset>(TaskCreationOptions.RunContinuationsAsynchronously);
        var began = env.Time.GetUtcNow();
        await using var timer = env.Time.CreateTimer(_ => ticked.TrySetResult(env.Time.GetUtcNow()), null, TimeSpan.FromHours(1), TimeSpan.FromHours(1));

        await env.DelayAsync(TimeSpan.FromMinutes(59));
        env.Time.GetUtcNow().ShouldBe(began.AddMinutes(59));
        ticked.Task.IsCompleted.ShouldBeFalse();
        await env.DelayAsync(TimeSpan.FromMinutes(2));

        (await ticked.Task).ShouldBe(began.AddMinutes(61));
    }

    [Fact]
    public async Task PeriodicTimerThatIsStopped_TicksNoMore()
    {
        await using var env = await RehearsalEnvironment.StartAsync();
        var ticks = 0;
        var timer = env.Time.CreateTimer(_ => Interlocked.Increment(ref ticks), null, TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan).ShouldBeTrue();

        await env.DelayAsync(TimeSpan.FromHours(2));
        await timer.DisposeAsync();

        ticks.ShouldBe(0);
    }

    [Fact]
    public async Task Pace_TimePassesAllTheSame()
    {
        await using var env = await RehearsalEnvironment.StartAsync(new() { Pace = TimeSpan.FromDays(10).TotalSeconds, LoggerFactory = Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance });
        using var worker = new TemporalWorker(env.Client, new TemporalWorkerOptions("queue").AddWorkflow<SleepWorkflow>());
        var began = await env.GetCurrentTimeAsync();

        await worker.ExecuteAsync(async () =>
            (await env.Client.ExecuteWorkflowAsync((SleepWorkflow wf) => wf.RunAsync(5), new("id", "queue"))).ShouldBe(began.AddDays(5)));
    }
}
