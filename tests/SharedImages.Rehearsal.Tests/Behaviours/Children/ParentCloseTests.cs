using Temporalio.Client;
using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>What the end of a parent does to its child, by close policy.</summary>
public sealed class ParentCloseTests(TemporalServers servers) : BehaviourTests(servers)
{
    [Theory, MemberData(nameof(EachServer))]
    public Task Terminate(Server server) => PlayAsync(server, stage => CompleteAsync(stage, ParentClosePolicy.Terminate),
        """
        parent: left
        child: WorkflowFailed 'Workflow failed' < Terminated 'by parent close policy'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task RequestCancel(Server server) => PlayAsync(server, stage => CompleteAsync(stage, ParentClosePolicy.RequestCancel),
        """
        parent: left
        child: WorkflowFailed 'Workflow failed' < Canceled 'Workflow canceled'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Abandon(Server server) => PlayAsync(server, stage => CompleteAsync(stage, ParentClosePolicy.Abandon),
        """
        parent: left
        child: go
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task TerminatedParent_TheChildIsTerminatedToo(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var parent = await stage.StartAsync<Leaves>("parent", new Departure(ParentClosePolicy.Terminate, Stays: true));
            var child = await ChildAsync(stage, parent);
            await parent.TerminateAsync("enough");
            await stage.SawResultAsync(parent);
            await stage.SawResultAsync(child);
        },
        """
        parent: WorkflowFailed 'Workflow failed' < Terminated 'enough'
        child: WorkflowFailed 'Workflow failed' < Terminated 'by parent close policy'
        """);

    private static async Task CompleteAsync(Stage stage, ParentClosePolicy policy)
    {
        var parent = await stage.StartAsync<Leaves>("parent", new Departure(policy, Stays: false));
        await stage.SawResultAsync(parent);
        var child = stage.Client.GetWorkflowHandle(stage.Id("child"));
        if (policy == ParentClosePolicy.Abandon)
        {
            await child.SignalAsync("Go", ["go"]);
        }

        await stage.SawResultAsync(child);
    }

    private static async Task<WorkflowHandle> ChildAsync(Stage stage, WorkflowHandle parent)
    {
        await parent.ExecuteUpdateAsync<Leaves>(wf => wf.ChildIsThereAsync());
        return stage.Client.GetWorkflowHandle(stage.Id("child"));
    }

    internal sealed record Departure(ParentClosePolicy Policy, bool Stays);

    [Workflow]
    internal sealed class Leaves
    {
        private bool childIsThere;

        [WorkflowRun]
        public async Task<string> RunAsync(Departure departure)
        {
            await Workflow.StartChildWorkflowAsync((Waits wf) => wf.RunAsync(), new()
            {
                Id = Workflow.Info.TaskQueue + "/child",
                ParentClosePolicy = departure.Policy,
            });
            childIsThere = true;
            await Workflow.WaitConditionAsync(() => !departure.Stays);
            return "left";
        }

        [WorkflowUpdate]
        public Task ChildIsThereAsync() => Workflow.WaitConditionAsync(() => childIsThere);
    }
}
