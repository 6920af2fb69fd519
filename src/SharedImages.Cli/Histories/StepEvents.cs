using Temporalio.Api.History.V1;

namespace SharedImages.Cli;

/// <summary>Puts the steps of a run together from the events that tell of them. It remembers only what is under way.</summary>
internal sealed class StepEvents
{
    private readonly Dictionary<long, HistoryStep> open = [];

    /// <summary>What is under way, in the order in which it was begun.</summary>
    public IEnumerable<HistoryStep> Open => open.Values;

    /// <summary>The step that an event tells of, as it is from then on; null = it tells of none.</summary>
    public HistoryStep? Read(HistoryEvent e) => e.AttributesCase switch
    {
        HistoryEvent.AttributesOneofCase.ActivityTaskScheduledEventAttributes => Begin(e, e.ActivityTaskScheduledEventAttributes.ActivityType.Name),
        HistoryEvent.AttributesOneofCase.ActivityTaskStartedEventAttributes => Try(e.ActivityTaskStartedEventAttributes),
        HistoryEvent.AttributesOneofCase.ActivityTaskCompletedEventAttributes =>
            End(e, e.ActivityTaskCompletedEventAttributes.ScheduledEventId, step => step with { End = StepEnd.Done, Result = e.ActivityTaskCompletedEventAttributes.Result }),
        HistoryEvent.AttributesOneofCase.ActivityTaskFailedEventAttributes =>
            End(e, e.ActivityTaskFailedEventAttributes.ScheduledEventId, step => step with { End = StepEnd.Failed, Failure = e.ActivityTaskFailedEventAttributes.Failure }),
        HistoryEvent.AttributesOneofCase.ActivityTaskTimedOutEventAttributes =>
            End(e, e.ActivityTaskTimedOutEventAttributes.ScheduledEventId, step => step with { End = StepEnd.TimedOut }),
        HistoryEvent.AttributesOneofCase.ActivityTaskCanceledEventAttributes =>
            End(e, e.ActivityTaskCanceledEventAttributes.ScheduledEventId, step => step with { End = StepEnd.Canceled }),
        _ => null,
    };

    private HistoryStep Begin(HistoryEvent e, string type) => open[e.EventId] = new(type, HistoryPayloads.Text(e.UserMetadata?.Summary) ?? type, e.EventTime.ToDateTimeOffset());

    private HistoryStep? Try(ActivityTaskStartedEventAttributes started) => open.TryGetValue(started.ScheduledEventId, out var step)
        ? open[started.ScheduledEventId] = step with { Attempts = started.Attempt, Before = started.LastFailure }
        : null;

    private HistoryStep? End(HistoryEvent e, long scheduled, Func<HistoryStep, HistoryStep> how) =>
        open.Remove(scheduled, out var step) ? how(step) with { To = e.EventTime.ToDateTimeOffset() } : null;
}
