using Temporalio.Client;
using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>A cancellation of the workflow during each thing that it can wait for.</summary>
public sealed class CancellationTests(TemporalServers servers) : BehaviourTests(servers)
{
    [Theory, MemberData(nameof(EachServer))]
    public Task DuringATimer(Server server) => PlayAsync(server, stage => CancelAsync(stage, nameof(WaitsForTimer)),
        """
        one: WorkflowFailed 'Workflow failed' < Canceled 'Workflow canceled'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task DuringACondition(Server server) => PlayAsync(server, stage => CancelAsync(stage, nameof(Waits)),
        """
        one: WorkflowFailed 'Workflow failed' < Canceled 'Workflow canceled'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task DuringAnActivity(Server server) => PlayAsync(server, stage => CancelAsync(stage, nameof(WaitsForActivity)),
        """
        one: WorkflowFailed 'Workflow failed' < Canceled 'Workflow canceled'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task DuringAChild(Server server) => PlayAsync(server, stage => CancelAsync(stage, nameof(WaitsForChild)),
        """
        one: WorkflowFailed 'Workflow failed' < Canceled 'Workflow canceled'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task BeforeTheFirstTask(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await stage.StartAsync<WaitsForTimer>(with: options => options.StartDelay = TimeSpan.FromSeconds(1));
            await handle.CancelAsync();
            await stage.SawResultAsync(handle);
        },
        """
        one: WorkflowFailed 'Workflow failed' < Canceled 'Workflow canceled'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task DuringADetachedCleanup_TheCleanupGoesOn(Server server) => PlayAsync(
        server,
        async stage =>
        {
            stage.Activity("Undo", _ => "undone");
            var handle = await stage.StartAsync<CleansUp>();
            await Stage.BegunAsync(handle);
            await handle.CancelAsync();
            await stage.SawResultAsync(handle);
        },
        """
        one: WorkflowFailed 'Workflow failed' < Canceled 'Workflow canceled'
        """);

    private static async Task CancelAsync(Stage stage, string type)
    {
        var options = new WorkflowOptions(stage.Id("one"), stage.TaskQueue);
        var handle = await stage.Client.StartWorkflowAsync(type, [], options);
        stage.Know(handle.Id, handle.ResultRunId!);
        await Stage.BegunAsync(handle);
        await handle.CancelAsync();
        await stage.SawResultAsync(handle);
    }

    [Workflow]
    internal sealed class WaitsForTimer
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.DelayAsync(TimeSpan.FromHours(1));
    }

    [Workflow]
    internal sealed class WaitsForActivity
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.ExecuteActivityAsync("Step", [], new() { StartToCloseTimeout = TimeSpan.FromHours(1), TaskQueue = "nobody-works-here" });
    }

    [Workflow]
    internal sealed class WaitsForChild
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.ExecuteChildWorkflowAsync((Waits wf) => wf.RunAsync(), new() { Id = Workflow.Info.TaskQueue + "/child" });
    }

    [Workflow]
    internal sealed class CleansUp
    {
        [WorkflowRun]
        public async Task RunAsync()
        {
            try
            {
                await Workflow.DelayAsync(TimeSpan.FromHours(1));
            }
            finally
            {
                await Workflow.ExecuteActivityAsync<string>("Undo", [], new()
                {
                    StartToCloseTimeout = TimeSpan.FromSeconds(10),
                    DisableEagerActivityExecution = true,
                    CancellationToken = CancellationToken.None,
                });
            }
        }
    }
}
