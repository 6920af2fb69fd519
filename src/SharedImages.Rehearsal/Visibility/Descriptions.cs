using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Workflow.V1;
using Temporalio.Api.WorkflowService.V1;

namespace SharedImages.Rehearsal;

/// <summary>A run as <c>DescribeWorkflowExecution</c> and listings show it.</summary>
internal static class Descriptions
{
    public static DescribeWorkflowExecutionResponse Of(Run run)
    {
        var answer = new DescribeWorkflowExecutionResponse
        {
            ExecutionConfig = new()
            {
                TaskQueue = new() { Name = run.Start.TaskQueue, Kind = TaskQueueKind.Normal },
                WorkflowExecutionTimeout = Duration.FromTimeSpan(run.Start.ExecutionTimeout),
                WorkflowRunTimeout = Duration.FromTimeSpan(run.Start.RunTimeout),
                DefaultWorkflowTaskTimeout = Duration.FromTimeSpan(run.Task.Timeout),
                UserMetadata = run.History[1].UserMetadata,
            },
            WorkflowExecutionInfo = Info(run),
            WorkflowExtendedInfo = new() { CancelRequested = run.CancelRequested, OriginalStartTime = Time(run.StartTime) },
            PendingWorkflowTask = run.Task.IsPending ? Task(run) : null,
        };
        if (!run.IsClosed)
        {
            answer.PendingActivities.AddRange(run.Activities.Values.Select(Activity));
            answer.PendingChildren.AddRange(run.Children.Values.Select(Child));
        }

        return answer;
    }

    public static WorkflowExecutionInfo Info(Run run) => new()
    {
        Execution = run.Execution,
        Type = new() { Name = run.Start.Type },
        StartTime = Time(run.StartTime),
        ExecutionTime = Time(run.StartTime + run.Start.Backoff),
        CloseTime = run.CloseTime is { } closed ? Time(closed) : null,
        ExecutionDuration = run.CloseTime is { } end ? Duration.FromTimeSpan(end - run.StartTime) : null,
        Status = run.Status,
        HistoryLength = run.History.Count,
        HistorySizeBytes = run.History.SizeBytes,
        TaskQueue = run.Start.TaskQueue,
        Memo = run.Memo,
        SearchAttributes = run.Attributes,
        FirstRunId = run.FirstRunId,
        ParentExecution = run.Start.Parent?.Run.Execution,
        ParentNamespaceId = run.Start.Parent is null ? "" : "rehearsal",
        RootExecution = (run.Start.Parent?.Run ?? run).Execution,
    };

    private static PendingWorkflowTaskInfo Task(Run run) => new()
    {
        State = run.Task.IsStarted ? PendingWorkflowTaskState.Started : PendingWorkflowTaskState.Scheduled,
        ScheduledTime = Time(run.Task.ScheduledAt),
        OriginalScheduledTime = Time(run.Task.ScheduledAt),
        StartedTime = run.Task.StartedAt is { } started ? Time(started) : null,
        Attempt = run.Task.Attempt,
    };

    private static PendingActivityInfo Activity(PendingActivity activity) => new()
    {
        ActivityId = activity.Id,
        ActivityType = new() { Name = activity.Type },
        State = !activity.IsStarted ? PendingActivityState.Scheduled : activity.CancelRequested ? PendingActivityState.CancelRequested : PendingActivityState.Started,
        HeartbeatDetails = activity.Heartbeat,
        LastHeartbeatTime = activity.HeartbeatAt is { } beat ? Time(beat) : null,
        LastStartedTime = activity.StartedAt is { } started ? Time(started) : null,
        Attempt = activity.Attempt,
        MaximumAttempts = activity.Policy.MaximumAttempts,
        ScheduledTime = Time(activity.ScheduledAt),
        ExpirationTime = activity.Expiration is { } expiration ? Time(expiration) : null,
        LastFailure = activity.LastFailure,
        LastWorkerIdentity = activity.Worker,
        CurrentRetryInterval = activity.RetryInterval is { } interval ? Duration.FromTimeSpan(interval) : null,
        NextAttemptScheduleTime = activity.NextAttemptAt is { } next ? Time(next) : null,
    };

    private static PendingChildExecutionInfo Child(PendingChild child) => new()
    {
        WorkflowId = child.WorkflowId,
        RunId = child.Run?.RunId ?? "",
        WorkflowTypeName = child.Type,
        InitiatedId = child.InitiatedId,
        ParentClosePolicy = child.ClosePolicy,
    };

    private static Timestamp Time(DateTimeOffset time) => Timestamp.FromDateTimeOffset(time);
}
