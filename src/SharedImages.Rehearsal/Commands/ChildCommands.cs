using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;

namespace SharedImages.Rehearsal;

/// <summary>Children.</summary>
internal static class ChildCommands
{
    public static void Start(CommandTurn turn, Command command)
    {
        var attributes = command.StartChildWorkflowExecutionCommandAttributes;
        if (attributes.CronSchedule.Length > 0)
        {
            turn.Refuse($"the cron schedule of child {attributes.WorkflowId}");
            return;
        }

        var (run, kernel) = (turn.Run, turn.Kernel);
        var queue = attributes.TaskQueue?.Name is { Length: > 0 } name ? name : run.Start.TaskQueue;
        var runTimeout = Starting.RunTimeout(attributes.WorkflowRunTimeout, attributes.WorkflowExecutionTimeout);
        var initiated = turn.History.Append(EventType.StartChildWorkflowExecutionInitiated, e =>
        {
            e.UserMetadata = command.UserMetadata;
            e.StartChildWorkflowExecutionInitiatedEventAttributes = new()
            {
                Namespace = kernel.Options.Namespace,
                WorkflowId = attributes.WorkflowId,
                WorkflowType = attributes.WorkflowType,
                TaskQueue = new() { Name = queue, Kind = TaskQueueKind.Normal },
                Input = attributes.Input,
                WorkflowExecutionTimeout = attributes.WorkflowExecutionTimeout ?? new(),
                WorkflowRunTimeout = Duration.FromTimeSpan(runTimeout),
                WorkflowTaskTimeout = Duration.FromTimeSpan(Starting.TaskTimeout(attributes.WorkflowTaskTimeout, runTimeout)),
                ParentClosePolicy = attributes.ParentClosePolicy == ParentClosePolicy.Unspecified ? ParentClosePolicy.Terminate : attributes.ParentClosePolicy,
                WorkflowTaskCompletedEventId = turn.CompletedId,
                WorkflowIdReusePolicy = attributes.WorkflowIdReusePolicy == WorkflowIdReusePolicy.Unspecified ? WorkflowIdReusePolicy.AllowDuplicate : attributes.WorkflowIdReusePolicy,
                RetryPolicy = attributes.RetryPolicy is null ? null : Retries.Complete(attributes.RetryPolicy),
                Header = attributes.Header,
                Memo = attributes.Memo,
                SearchAttributes = attributes.SearchAttributes,
#pragma warning disable CS0612 // The server repeats what SDKs still send.
                InheritBuildId = attributes.InheritBuildId,
#pragma warning restore CS0612
                Priority = attributes.Priority,
            };
        });
        var said = initiated.StartChildWorkflowExecutionInitiatedEventAttributes;
        // The intent is billed, and so is the attempt to carry it out, whether it succeeds or not.
        kernel.Actions.ChildStarts++;
        kernel.Actions.WorkflowStarts++;
        var child = new PendingChild(initiated.EventId, attributes.WorkflowId, attributes.WorkflowType.Name, said.ParentClosePolicy);
        run.Children[initiated.EventId] = child;
        kernel.Then(() => Begin(run, child, new()
        {
            WorkflowId = attributes.WorkflowId,
            Type = attributes.WorkflowType.Name,
            TaskQueue = queue,
            Input = attributes.Input,
            Header = attributes.Header,
            ExecutionTimeout = said.WorkflowExecutionTimeout.ToTimeSpan(),
            RunTimeout = said.WorkflowRunTimeout.ToTimeSpan(),
            TaskTimeout = said.WorkflowTaskTimeout.ToTimeSpan(),
            Expiration = Starting.Expiration(kernel, attributes.WorkflowExecutionTimeout),
            Retry = said.RetryPolicy,
            Memo = attributes.Memo,
            Attributes = attributes.SearchAttributes,
            Metadata = command.UserMetadata,
            Priority = attributes.Priority,
            Parent = new(run, initiated.EventId),
        }, said.WorkflowIdReusePolicy));
    }

    private static void Begin(Run parent, PendingChild child, RunStart start, WorkflowIdReusePolicy reuse)
    {
        if (parent.IsClosed && child.ClosePolicy != ParentClosePolicy.Abandon)
        {
            return;
        }

        if (parent.Kernel.Runs.Latest(start.WorkflowId) is { } there && Starting.Refuses(there, reuse))
        {
            parent.Receive(EventType.StartChildWorkflowExecutionFailed, e =>
            {
                parent.Children.Remove(child.InitiatedId);
                e.StartChildWorkflowExecutionFailedEventAttributes = new()
                {
                    Namespace = parent.Kernel.Options.Namespace,
                    WorkflowId = start.WorkflowId,
                    WorkflowType = new() { Name = start.Type },
                    Cause = StartChildWorkflowExecutionFailedCause.WorkflowAlreadyExists,
                    InitiatedEventId = child.InitiatedId,
                    WorkflowTaskCompletedEventId = parent.History[child.InitiatedId].StartChildWorkflowExecutionInitiatedEventAttributes.WorkflowTaskCompletedEventId,
                };
            });
            return;
        }

        var run = parent.Kernel.Runs.Begin(start);
        child.Run = run;
        parent.Receive(
            EventType.ChildWorkflowExecutionStarted,
            e =>
            {
                child.StartedId = e.EventId;
                e.ChildWorkflowExecutionStartedEventAttributes = new()
                {
                    Namespace = parent.Kernel.Options.Namespace,
                    InitiatedEventId = child.InitiatedId,
                    WorkflowExecution = run.Execution,
                    WorkflowType = new() { Name = start.Type },
                    Header = start.Header,
                };
            });
    }
}
