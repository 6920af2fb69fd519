using Google.Protobuf;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace SharedImages.Rehearsal.Tests;

/// <summary>
/// A history as text of which two plays of one behaviour give the same. Events of workflow tasks are left out: their batching differs from
/// play to play. What can happen in any order is told apart: each activity, child, timer, signal, update and marker has its own section,
/// with its events in their order.
/// </summary>
internal static class HistoryText
{
    /// <summary>The section of everything that concerns the workflow itself.</summary>
    private const string Workflow = "workflow";

    public static IEnumerable<string> Of(IEnumerable<HistoryEvent> events, Names names)
    {
        var sections = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        var openedBy = new Dictionary<long, string>();
        foreach (var e in events.Where(e => !e.EventType.ToString().StartsWith("WorkflowTask", StringComparison.Ordinal)))
        {
            var title = openedBy[e.EventId] = names.Of(Opener(e) is { } opener ? openedBy[opener] : Title(e));
            if (!sections.TryGetValue(title, out var lines))
            {
                sections[title] = lines = [];
            }

            lines.Add("    " + e.EventType);
            lines.AddRange(AttributeLines.Of(Attributes(e), names).Concat(AttributeLines.Of(e.UserMetadata, names)).Select(line => "      " + line));
        }

        return sections.OrderBy(section => section.Key != Workflow).SelectMany(section => section.Value.Prepend("  " + section.Key));
    }

    private static IMessage Attributes(HistoryEvent e) =>
        (IMessage)HistoryEvent.Descriptor.Oneofs[0].Accessor.GetCaseFieldDescriptor(e).Accessor.GetValue(e);

    /// <summary>The event whose section this one belongs to; null when it begins one.</summary>
    private static long? Opener(HistoryEvent e)
    {
        var attributes = Attributes(e);
        return new[] { "scheduled_event_id", "initiated_event_id", "accepted_event_id" }
            .Select(attributes.Descriptor.FindFieldByName)
            .Where(field => field is not null)
            .Select(field => (long?)(long)field.Accessor.GetValue(attributes))
            .FirstOrDefault(id => id > 0);
    }

    private static string Title(HistoryEvent e) => e.EventType switch
    {
        EventType.ActivityTaskScheduled =>
            $"activity {e.ActivityTaskScheduledEventAttributes.ActivityType.Name} {e.ActivityTaskScheduledEventAttributes.ActivityId}",
        EventType.TimerStarted => "timer " + e.TimerStartedEventAttributes.TimerId,
        EventType.TimerFired => "timer " + e.TimerFiredEventAttributes.TimerId,
        EventType.TimerCanceled => "timer " + e.TimerCanceledEventAttributes.TimerId,
        EventType.StartChildWorkflowExecutionInitiated => "child " + e.StartChildWorkflowExecutionInitiatedEventAttributes.WorkflowId,
        EventType.SignalExternalWorkflowExecutionInitiated =>
            "signal to " + e.SignalExternalWorkflowExecutionInitiatedEventAttributes.WorkflowExecution.WorkflowId,
        EventType.RequestCancelExternalWorkflowExecutionInitiated =>
            "cancellation of " + e.RequestCancelExternalWorkflowExecutionInitiatedEventAttributes.WorkflowExecution.WorkflowId,
        EventType.WorkflowExecutionSignaled => "signal " + e.WorkflowExecutionSignaledEventAttributes.SignalName,
        EventType.WorkflowExecutionUpdateAccepted => "update " + e.WorkflowExecutionUpdateAcceptedEventAttributes.ProtocolInstanceId,
        EventType.MarkerRecorded => "marker " + e.MarkerRecordedEventAttributes.MarkerName,
        _ => Workflow,
    };
}
