using Temporalio.Activities;
using Temporalio.Worker;

namespace SharedImages.Rehearsal.Tests;

/// <summary>A worker that dies in the middle of an activity: time goes on without it, and another one takes over.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task WorkerKilledInAnActivity_AnotherOneGoesOn()
    {
        await using var env = await RehearsalEnvironment.StartAsync();
        var before = await env.GetCurrentTimeAsync();
        var first = new HeldActivities { Held = true };
        using var dying = new TemporalWorker(await env.ConnectAsync("dying"), Options(first));
        using var stop = new CancellationTokenSource();
        var running = dying.ExecuteAsync(stop.Token);
        var handle = await env.Client.StartWorkflowAsync((HeldWorkflow wf) => wf.RunAsync(), new("held", "queue"));
        await first.Entered.Task;

        await env.KillAsync("dying");
        using var next = new TemporalWorker(await env.ConnectAsync("next"), Options(new()));
        await next.ExecuteAsync(async () => (await handle.GetResultAsync()).ShouldBe(2));

        (await env.GetCurrentTimeAsync() - before).ShouldBe(
            TimeSpan.FromSeconds(60 + 1 + 10), "the attempt's timeout, the retry's delay, and how long the run waits for the worker that had it");
        first.Go.SetResult();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running);
    }

    /// <summary>Nobody else waits for time.</summary>
    [Fact]
    public async Task WorkerKilledWithARunInItsCache_AnotherOneAnswersQueries()
    {
        await using var env = await RehearsalEnvironment.StartAsync();
        var before = await env.GetCurrentTimeAsync();
        using var dying = new TemporalWorker(await env.ConnectAsync("dying"), new TemporalWorkerOptions("queue").AddWorkflow<Waits>());
        using var stop = new CancellationTokenSource();
        var running = dying.ExecuteAsync(stop.Token);
        var handle = await env.Client.StartWorkflowAsync(Stage.NameOf<Waits>(), [], new("waits", "queue"));
        await Stage.BegunAsync(handle);

        await env.KillAsync("dying");
        await handle.SignalAsync("Knock", []);
        using var next = new TemporalWorker(await env.ConnectAsync("next"), new TemporalWorkerOptions("queue").AddWorkflow<Waits>());
        await next.ExecuteAsync(() => Stage.BegunAsync(handle));

        (await env.GetCurrentTimeAsync() - before).ShouldBe(TimeSpan.FromSeconds(10), "how long the run waits for the worker that had it");
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running);
    }

    private static TemporalWorkerOptions Options(HeldActivities activities) =>
        new TemporalWorkerOptions("queue").AddWorkflow<HeldWorkflow>().AddAllActivities(activities);

    public sealed class HeldActivities
    {
        public bool Held { get; init; }

        public TaskCompletionSource Entered { get; } = new();

        public TaskCompletionSource Go { get; } = new();

        [Activity]
        public async Task<int> HoldAsync()
        {
            Entered.TrySetResult();
            if (Held)
            {
                await Go.Task;
            }

            return ActivityExecutionContext.Current.Info.Attempt;
        }
    }
}
