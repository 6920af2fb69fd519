using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace SharedImages.Rehearsal;

/// <summary>What the events of a workflow task say when it is scheduled and started.</summary>
internal static class WorkflowTaskEvents
{
    private const int SuggestContinueEvents = 4_096;
    private const long SuggestContinueBytes = 4L * 1024 * 1024;

    /// <param name="e">The event.</param>
    /// <param name="run">Whose task it is.</param>
    /// <param name="sticky">The queue of the worker that has the run in its cache; null = any worker's.</param>
    public static void FillScheduled(HistoryEvent e, Run run, string? sticky) => e.WorkflowTaskScheduledEventAttributes = new()
    {
        TaskQueue = sticky is not null
            ? new() { Name = run.Kernel.Ids.IsSeeded ? "sticky" : sticky, Kind = TaskQueueKind.Sticky, NormalName = run.Start.TaskQueue }
            : new() { Name = run.Start.TaskQueue, Kind = TaskQueueKind.Normal },
        StartToCloseTimeout = Duration.FromTimeSpan(run.Task.Timeout),
        Attempt = run.Task.Attempt,
    };

    public static void FillStarted(HistoryEvent e, Run run, long scheduledId, string identity) => e.WorkflowTaskStartedEventAttributes = new()
    {
        ScheduledEventId = scheduledId,
        Identity = run.Kernel.Ids.Worker(identity),
        RequestId = run.IdOf(e),
        HistorySizeBytes = run.History.SizeBytes,
        SuggestContinueAsNew = run.History.Count >= SuggestContinueEvents || run.History.SizeBytes >= SuggestContinueBytes,
    };
}
