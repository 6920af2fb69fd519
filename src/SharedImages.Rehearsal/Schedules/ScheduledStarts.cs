using System.Globalization;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.WorkflowService.V1;

namespace SharedImages.Rehearsal;

/// <summary>The start of a run that a schedule asks for: its action, with the time in its id and its search attributes.</summary>
internal static class ScheduledStarts
{
    /// <summary>Search attribute: the id of the schedule that started a run.</summary>
    public const string ById = "TemporalScheduledById";

    /// <summary>Search attribute: when a run was due, jitter not included.</summary>
    public const string StartTime = "TemporalScheduledStartTime";

    /// <param name="schedule">Of which.</param>
    /// <param name="start">When and how.</param>
    /// <param name="kernel">Where.</param>
    /// <param name="before">What came of the last run of the schedule that did.</param>
    public static StartWorkflowExecutionRequest Request(LiveSchedule schedule, PlannedStart start, Kernel kernel, (Payloads? Result, Failure? Failure) before)
    {
        var action = schedule.Definition.Action.StartWorkflow;
        var time = start.Time.Nominal.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var attributes = action.SearchAttributes?.Clone() ?? new();
        attributes.IndexedFields[StartTime] = ServerPayload.OfAttribute(time, IndexedValueType.Datetime);
        attributes.IndexedFields[ById] = ServerPayload.OfAttribute(schedule.Id, IndexedValueType.Keyword);
        return new()
        {
            WorkflowId = $"{action.WorkflowId}-{time}",
            WorkflowType = action.WorkflowType,
            TaskQueue = action.TaskQueue,
            Input = action.Input,
            WorkflowExecutionTimeout = action.WorkflowExecutionTimeout,
            WorkflowRunTimeout = action.WorkflowRunTimeout,
            WorkflowTaskTimeout = action.WorkflowTaskTimeout,
            Identity = $"temporal-scheduler-{kernel.Options.Namespace}-{schedule.Id}",
            RequestId = kernel.Ids.Of($"{schedule.Id} {start.Time.Nominal.Ticks} {schedule.Info.ActionCount}"),
            WorkflowIdReusePolicy = start.IsManual ? WorkflowIdReusePolicy.AllowDuplicate : WorkflowIdReusePolicy.RejectDuplicate,
            RetryPolicy = action.RetryPolicy,
            Memo = action.Memo,
            SearchAttributes = attributes,
            Header = action.Header,
            LastCompletionResult = before.Result,
            ContinuedFailure = before.Failure,
            UserMetadata = action.UserMetadata,
            Priority = action.Priority,
        };
    }
}
