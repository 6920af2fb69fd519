using System.Collections.Concurrent;
using Temporalio.Client;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Workflow tasks that fail, workers that come and go, and what a worker writes into the history by itself.</summary>
public sealed class WorkflowTaskTests(TemporalServers servers) : BehaviourTests(servers)
{
    [Theory, MemberData(nameof(EachServer))]
    public Task FailedTask_IsTriedAgain(Server server) => PlayAsync(
        server,
        async stage => await stage.SawResultAsync(await stage.StartAsync<StumblesOnce>()),
        """
        one: recovered
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task NewWorker_GoesOnWithTheWholeHistory(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var queue = stage.TaskQueue + "-2";
            WorkflowHandle? handle = null;
            using (var first = stage.Worker([typeof(CountsItsWorkers)], queue))
            {
                await first.ExecuteAsync(async () =>
                {
                    handle = await stage.StartAsync<CountsItsWorkers>(with: options => options.TaskQueue = queue);
                    await Stage.BegunAsync(handle);
                });
            }

            using var second = stage.Worker([typeof(CountsItsWorkers)], queue);
            await second.ExecuteAsync(async () =>
            {
                await handle!.SignalAsync("Go", []);
                await stage.SawResultAsync(handle);
            });
        },
        """
        one: instances: 2
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Patch_IsMarkedOnce(Server server) => PlayAsync(
        server,
        async stage => await stage.SawResultAsync(await stage.StartAsync<Patches>()),
        """
        one: True, True
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task LocalActivity_IsMarked(Server server) => PlayAsync(
        server,
        async stage =>
        {
            stage.Activity("Near", context => $"done at attempt {context.Info.Attempt}");
            await stage.SawResultAsync(await stage.StartAsync<StaysNear>());
        },
        """
        one: done at attempt 1
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task LocalActivityThatFails_IsTriedByTheWorker(Server server) => PlayAsync(
        server,
        async stage =>
        {
            stage.Activity("Near", context => throw new ApplicationFailureException($"no, at attempt {context.Info.Attempt}", errorType: "No"));
            await stage.SawResultAsync(await stage.StartAsync<StaysNear>());
        },
        """
        one: Application(No) 'no, at attempt 2'
        """);

    [Workflow]
    internal sealed class StumblesOnce
    {
        private static readonly ConcurrentDictionary<string, bool> Stumbled = new();

        [WorkflowRun]
        public Task<string> RunAsync() => Stumbled.TryAdd(Workflow.Info.RunId, true)
            ? throw new InvalidOperationException("a defect of the code, not of the run")
            : Task.FromResult("recovered");
    }

    [Workflow]
    internal sealed class CountsItsWorkers
    {
        private static readonly ConcurrentDictionary<string, int> Instances = new();

        private bool goes;

        public CountsItsWorkers() => Instances.AddOrUpdate(Workflow.Info.RunId, 1, (_, count) => count + 1);

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => goes);
            return $"instances: {Instances[Workflow.Info.RunId]}";
        }

        [WorkflowSignal]
        public Task GoAsync()
        {
            goes = true;
            return Task.CompletedTask;
        }
    }

    [Workflow]
    internal sealed class Patches
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var before = Workflow.Patched("better-way");
            await Workflow.DelayAsync(TimeSpan.FromMilliseconds(100));
            return $"{before}, {Workflow.Patched("better-way")}";
        }
    }

    [Workflow]
    internal sealed class StaysNear
    {
        [WorkflowRun]
        public Task<string> RunAsync() => Outcome.OfAsync(() => Workflow.ExecuteLocalActivityAsync<object?>("Near", [], new()
        {
            StartToCloseTimeout = TimeSpan.FromSeconds(1),
            RetryPolicy = new() { MaximumAttempts = 2, InitialInterval = TimeSpan.FromMilliseconds(10) },
        }));
    }
}
