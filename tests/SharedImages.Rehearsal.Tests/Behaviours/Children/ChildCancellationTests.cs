using Temporalio.Client;
using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>What the cancellation of a parent does to its child, by cancellation type.</summary>
public sealed class ChildCancellationTests(TemporalServers servers) : BehaviourTests(servers)
{
    [Theory, MemberData(nameof(EachServer))]
    public Task WaitCancellationCompleted(Server server) => PlayAsync(server, stage => CancelAsync(stage, ChildWorkflowCancellationType.WaitCancellationCompleted),
        """
        parent, while the child cleans up: waits
        child: WorkflowFailed 'Workflow failed' < Canceled 'Workflow canceled'
        parent: Child(CleansUp, NonRetryableFailure) 'Child Workflow execution cancelled' < Canceled ''
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task WaitCancellationRequested(Server server) => PlayAsync(server, stage => CancelAsync(stage, ChildWorkflowCancellationType.WaitCancellationRequested),
        """
        parent, while the child cleans up: waits
        child: WorkflowFailed 'Workflow failed' < Canceled 'Workflow canceled'
        parent: Child(CleansUp, NonRetryableFailure) 'Child Workflow execution cancelled' < Canceled ''
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task TryCancel(Server server) => PlayAsync(server, stage => CancelAsync(stage, ChildWorkflowCancellationType.TryCancel),
        """
        parent, while the child cleans up: Child(CleansUp, NonRetryableFailure) 'Child Workflow execution cancelled' < Canceled ''
        child: WorkflowFailed 'Workflow failed' < Canceled 'Workflow canceled'
        parent: Child(CleansUp, NonRetryableFailure) 'Child Workflow execution cancelled' < Canceled ''
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Abandon(Server server) => PlayAsync(server, stage => CancelAsync(stage, ChildWorkflowCancellationType.Abandon),
        """
        parent, while the child cleans up: Child(CleansUp, NonRetryableFailure) 'Child Workflow execution cancelled' < Canceled ''
        child: never canceled
        parent: Child(CleansUp, NonRetryableFailure) 'Child Workflow execution cancelled' < Canceled ''
        """);

    private static async Task CancelAsync(Stage stage, ChildWorkflowCancellationType type)
    {
        var parent = await stage.StartAsync<Leads>("parent", type);
        await parent.ExecuteUpdateAsync<Leads>(wf => wf.ChildIsThereAsync());
        await parent.CancelAsync();
        await stage.SawAsync("parent, while the child cleans up", () => parent.ExecuteUpdateAsync<Leads, string>(wf => wf.OutcomeAsync(type)));
        var child = stage.Client.GetWorkflowHandle(stage.Id("child"));
        if (type != ChildWorkflowCancellationType.Abandon)
        {
            await CancellationOfAsync(child);
        }

        await child.SignalAsync("Cleaned", []);
        await stage.SawResultAsync(child);
        await parent.SignalAsync("End", []);
        await stage.SawResultAsync(parent);
    }

    // The request goes its own way from the parent to the child.
    private static async Task CancellationOfAsync(WorkflowHandle child)
    {
        await foreach (var e in child.FetchHistoryEventsAsync(new() { WaitNewEvent = true }))
        {
            if (e.WorkflowExecutionCancelRequestedEventAttributes is not null)
            {
                return;
            }
        }
    }

    [Workflow]
    internal sealed class Leads
    {
        private bool childIsThere;
        private bool mayEnd;
        private string outcome = "waits";

        [WorkflowRun]
        public async Task<string> RunAsync(ChildWorkflowCancellationType type)
        {
            outcome = await Outcome.OfAsync(async () =>
            {
                var child = await Workflow.StartChildWorkflowAsync((CleansUp wf) => wf.RunAsync(), new()
                {
                    Id = Workflow.Info.TaskQueue + "/child",
                    CancellationType = type,
                    ParentClosePolicy = ParentClosePolicy.Abandon,
                });
                childIsThere = true;
                return await child.GetResultAsync();
            });
            await Workflow.WaitConditionAsync(() => mayEnd, CancellationToken.None);
            return outcome;
        }

        [WorkflowSignal]
        public Task EndAsync()
        {
            mayEnd = true;
            return Task.CompletedTask;
        }

        [WorkflowUpdate]
        public Task ChildIsThereAsync() => Workflow.WaitConditionAsync(() => childIsThere, CancellationToken.None);

        /// <summary>Where the type makes the parent wait for the child's end, that it does; else what it got. With this SDK WaitCancellationRequested waits, too.</summary>
        [WorkflowUpdate]
        public async Task<string> OutcomeAsync(ChildWorkflowCancellationType type)
        {
            var waits = type is ChildWorkflowCancellationType.WaitCancellationCompleted or ChildWorkflowCancellationType.WaitCancellationRequested;
            await Workflow.WaitConditionAsync(() => waits || outcome != "waits", CancellationToken.None);
            return outcome;
        }
    }

    [Workflow]
    internal sealed class CleansUp
    {
        private bool isClean;

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            try
            {
                await Workflow.WaitConditionAsync(() => isClean);
                return "never canceled";
            }
            catch (OperationCanceledException)
            {
                await Workflow.WaitConditionAsync(() => isClean, CancellationToken.None);
                throw;
            }
        }

        [WorkflowSignal]
        public Task CleanedAsync()
        {
            isClean = true;
            return Task.CompletedTask;
        }
    }
}
