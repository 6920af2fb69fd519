using Temporalio.Api.Enums.V1;
using Temporalio.Common;
using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>How a child's end reaches its parent.</summary>
public sealed class ChildTests(TemporalServers servers) : BehaviourTests(servers)
{
    [Theory, MemberData(nameof(EachServer))]
    public Task Result_ReachesTheParent(Server server) => PlayAsync(
        server,
        async stage => await stage.SawResultAsync(await stage.StartAsync<HasChild>("parent", new Birth(nameof(Returns), "hello"))),
        """
        parent: hello
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Failure_ReachesTheParent(Server server) => PlayAsync(
        server,
        async stage => await stage.SawResultAsync(await stage.StartAsync<HasChild>("parent", new Birth(nameof(Fails), "no"))),
        """
        parent: Child(Fails, RetryPolicyNotSet) 'Child Workflow execution failed' < Application(Told) 'no'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task RetryPolicy_TheParentSeesTheLastFailure(Server server) => PlayAsync(
        server,
        async stage => await stage.SawResultAsync(await stage.StartAsync<HasChild>("parent", new Birth(nameof(Fails), "no") { Attempts = 2 })),
        """
        parent: Child(Fails, MaximumAttemptsReached) 'Child Workflow execution failed' < Application(Told) 'no'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task RunTimeout_ReachesTheParent(Server server) => PlayAsync(
        server,
        async stage => await stage.SawResultAsync(await stage.StartAsync<HasChild>("parent", new Birth(nameof(Waits)) { Timeout = 1 })),
        """
        parent: Child(Waits, RetryPolicyNotSet) 'Child Workflow execution timed out' < Timeout(StartToClose) 'Timed out'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Termination_ReachesTheParent(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var parent = await stage.StartAsync<HasChild>("parent", new Birth(nameof(Waits)));
            await parent.ExecuteUpdateAsync<HasChild>(wf => wf.ChildIsThereAsync());
            await stage.Client.GetWorkflowHandle(stage.Id("child")).TerminateAsync("enough");
            await stage.SawResultAsync(parent);
        },
        """
        parent: Child(Waits, NonRetryableFailure) 'Child Workflow execution terminated' < Terminated 'Terminated'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task CancellationFromOutside_ReachesTheParent(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var parent = await stage.StartAsync<HasChild>("parent", new Birth(nameof(Waits)));
            await parent.ExecuteUpdateAsync<HasChild>(wf => wf.ChildIsThereAsync());
            await stage.Client.GetWorkflowHandle(stage.Id("child")).CancelAsync();
            await stage.SawResultAsync(parent);
        },
        """
        parent: Child(Waits, NonRetryableFailure) 'Child Workflow execution cancelled' < Canceled ''
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task IdInUse_IsRefused(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var other = await stage.StartAsync<Waits>("child");
            await stage.SawResultAsync(await stage.StartAsync<HasChild>("parent", new Birth(nameof(Returns), "hello")));
            await other.SignalAsync("Go", ["go"]);
        },
        """
        parent: AlreadyStarted(child, <unknown>)
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task IdOfACompletedRun_ReusePolicyDecides(Server server) => PlayAsync(
        server,
        async stage =>
        {
            await stage.SawResultAsync(await stage.StartAsync<Returns>("child", "first"));
            await stage.SawResultAsync(await stage.StartAsync<HasChild>("refused", new Birth(nameof(Returns), "hello") { Reuse = WorkflowIdReusePolicy.AllowDuplicateFailedOnly }));
            await stage.SawResultAsync(await stage.StartAsync<HasChild>("accepted", new Birth(nameof(Returns), "hello")));
        },
        """
        child: first
        refused: AlreadyStarted(child, <unknown>)
        accepted: hello
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Signal_ReachesTheChild(Server server) => PlayAsync(
        server,
        async stage => await stage.SawResultAsync(await stage.StartAsync<HasChild>("parent", new Birth(nameof(Waits)) { Signal = "go" })),
        """
        parent: go
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Description_ShowsThePendingChildAndTheParent(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var parent = await stage.StartAsync<HasChild>("parent", new Birth(nameof(Waits)));
            await parent.ExecuteUpdateAsync<HasChild>(wf => wf.ChildIsThereAsync());
            var child = stage.Client.GetWorkflowHandle(stage.Id("child"));
            foreach (var pending in (await stage.DescribeAsync(parent)).PendingChildren)
            {
                stage.Saw($"pending: {pending.WorkflowId} {pending.WorkflowTypeName} {pending.ParentClosePolicy}");
            }

            var description = await child.DescribeAsync();
            stage.Saw($"child of {description.ParentId}");
            await child.SignalAsync("Go", ["go"]);
            await stage.SawResultAsync(parent);
            stage.Saw($"pending at the end: {(await stage.DescribeAsync(parent)).PendingChildren.Count}");
        },
        """
        pending: child Waits Terminate
        child of parent
        parent: go
        pending at the end: 0
        """);

    internal sealed record Birth(string Type, string? Input = null)
    {
        public int Attempts { get; init; } = 1;

        public double? Timeout { get; init; }

        public string? Signal { get; init; }

        public WorkflowIdReusePolicy Reuse { get; init; } = WorkflowIdReusePolicy.AllowDuplicate;
    }

    [Workflow]
    internal sealed class HasChild
    {
        private bool childIsThere;

        [WorkflowRun]
        public Task<string> RunAsync(Birth birth) => Outcome.OfAsync(async () =>
        {
            var child = await Workflow.StartChildWorkflowAsync(birth.Type, birth.Input is { } input ? [input] : [], new()
            {
                Id = Workflow.Info.TaskQueue + "/child",
                RunTimeout = birth.Timeout is { } timeout ? TimeSpan.FromSeconds(timeout) : null,
                RetryPolicy = birth.Attempts > 1 ? new RetryPolicy { MaximumAttempts = birth.Attempts, InitialInterval = TimeSpan.FromSeconds(1) } : null,
                IdReusePolicy = birth.Reuse,
            });
            childIsThere = true;
            if (birth.Signal is { } word)
            {
                await child.SignalAsync("Go", [word]);
            }

            return await child.GetResultAsync<string>();
        });

        [WorkflowUpdate]
        public Task ChildIsThereAsync() => Workflow.WaitConditionAsync(() => childIsThere);
    }
}
