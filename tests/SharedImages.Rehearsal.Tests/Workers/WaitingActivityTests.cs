using Temporalio.Activities;
using Temporalio.Client;
using Temporalio.Worker;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Activities that wait for the rehearsal's time: what is a wait and what is not, and what becomes of those that wait.</summary>
public sealed class WaitingActivityTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    /// <summary>A timeout is none: the activity is at what the timeout bounds.</summary>
    [Theory]
    [InlineData(nameof(Task.Delay), 60)]
    [InlineData(nameof(TimeProvider.CreateTimer), 60)]
    [InlineData(nameof(RehearsalEnvironment.DelayAsync), 60)]
    [InlineData(nameof(CancellationTokenSource), 0)]
    [InlineData(nameof(Task.WaitAsync), 0)]
    [InlineData("WaitAsync with a result", 0)]
    public async Task ATimer_WithinAnActivity(string kind, int passed)
    {
        await using var env = await RehearsalEnvironment.StartAsync();
        var activities = new Timers(env);
        using var worker = Worker(env, activities);

        await worker.ExecuteAsync(async () =>
        {
            var handle = await StartAsync(env, kind);
            await activities.Entered.Task;
            var began = env.Time.GetUtcNow();
            var delay = env.DelayAsync(TimeSpan.FromHours(1));
            activities.Go.SetResult();

            var seen = await activities.Seen.Task.WaitAsync(Deadline);
            (seen - began).ShouldBe(TimeSpan.FromSeconds(passed));
            activities.End.SetResult(0);
            await handle.GetResultAsync();
            await delay;
        });
    }

    /// <summary>Those that wait have its only place; time passes all the same for the others to get it.</summary>
    [Fact]
    public async Task AWorkerWithOnePlace_TakesOneAfterTheOther()
    {
        await using var env = await RehearsalEnvironment.StartAsync();
        var began = env.Time.GetUtcNow();
        using var worker = Worker(env, new Timers(env), places: 1);

        await worker.ExecuteAsync(() => Task.WhenAll(Enumerable.Range(1, 2).Select(number =>
            env.Client.ExecuteWorkflowAsync((WaitingWorkflow wf) => wf.RunAsync("Minute"), new($"waiting {number}", "queue")))));

        (env.Time.GetUtcNow() - began).ShouldBe(TimeSpan.FromMinutes(2));
    }

    /// <summary>It waits for its activity, and nobody else waits for time.</summary>
    [Fact]
    public async Task AWorkerThatStops_IsNotHeldUp()
    {
        await using var env = await RehearsalEnvironment.StartAsync();
        var activities = new Timers(env);
        using var worker = Worker(env, activities);

        await worker.ExecuteAsync(async () =>
        {
            await StartAsync(env, "Minute");
            await activities.Entered.Task;
        }).WaitAsync(Deadline);
    }

    /// <summary>What a test does between two waits happens at one moment, whatever its activities wait for.</summary>
    [Fact]
    public async Task AWait_IsNoReasonForTimeToPass()
    {
        await using var env = await RehearsalEnvironment.StartAsync();
        var began = env.Time.GetUtcNow();
        var activities = new Timers(env);
        using var worker = Worker(env, activities);

        await worker.ExecuteAsync(async () =>
        {
            var handle = await StartAsync(env, "Minute");
            await env.DelayAsync(TimeSpan.FromSeconds(59));
            (env.Time.GetUtcNow() - began).ShouldBe(TimeSpan.FromSeconds(59));
            (await handle.DescribeAsync()).Status.ShouldBe(Temporalio.Api.Enums.V1.WorkflowExecutionStatus.Running);

            await env.DelayAsync(TimeSpan.FromSeconds(1));
            (await handle.DescribeAsync()).Status.ShouldBe(Temporalio.Api.Enums.V1.WorkflowExecutionStatus.Completed);
        });
    }

    private static TemporalWorker Worker(RehearsalEnvironment env, Timers activities, int? places = null) =>
        new(env.Client, new TemporalWorkerOptions("queue") { MaxConcurrentActivities = places }.AddWorkflow<WaitingWorkflow>().AddAllActivities(activities));

    private static Task<WorkflowHandle<WaitingWorkflow>> StartAsync(RehearsalEnvironment env, string kind) =>
        env.Client.StartWorkflowAsync((WaitingWorkflow wf) => wf.RunAsync(kind), new("waiting", "queue"));

    public sealed class Timers(RehearsalEnvironment env)
    {
        private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<DateTimeOffset> Seen { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<int> End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        [Activity]
        public async Task WaitAsync(string kind)
        {
            Entered.TrySetResult();
            if (kind == "Minute")
            {
                await Task.Delay(Minute, env.Time);
                return;
            }

            await Go.Task;
            await TimeAsync(kind);
        }

        // If time passes for it, it does so before its maker goes on.
        private async Task TimeAsync(string kind)
        {
            var timed = kind switch
            {
                nameof(Task.Delay) => Task.Delay(Minute, env.Time),
                nameof(TimeProvider.CreateTimer) => TimerAsync(),
                nameof(RehearsalEnvironment.DelayAsync) => env.DelayAsync(Minute),
                nameof(CancellationTokenSource) => CancelledAsync(),
                nameof(Task.WaitAsync) => ((Task)End.Task).WaitAsync(Minute, env.Time),
                _ => End.Task.WaitAsync(Minute, env.Time),
            };
            Seen.SetResult(env.Time.GetUtcNow());
            await timed;
            await End.Task;
        }

        private async Task TimerAsync()
        {
            var fired = new TaskCompletionSource();
            await using var timer = env.Time.CreateTimer(_ => fired.SetResult(), null, Minute, Timeout.InfiniteTimeSpan);
            await fired.Task;
        }

        private async Task CancelledAsync()
        {
            using var source = new CancellationTokenSource(Minute, env.Time);
            await End.Task.WaitAsync(source.Token);
        }
    }
}
