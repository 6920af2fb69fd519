using System.Globalization;
using SharedImages.Workflows;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.History.V1;

namespace SharedImages.Cli;

/// <summary>The steps of a run: what was done, and what failed. A step that only looked is told when it failed.</summary>
/// <param name="isPart">Whether the operation that the run is a part of tells why its steps failed.</param>
internal sealed class StepWords(bool isPart)
{
    private const string Copy = nameof(IPromotionActivities.CopyImageAsync);
    private const string Wait = nameof(IPromotionActivities.WaitImageAsync);

    private static readonly string[] Looks = ["Find", "Survey", "Read", "LookAt", "Resolve", "DryRun", "Await", "Judge", "NoteSnapshots"];

    private readonly Dictionary<long, Step> open = [];

    /// <summary>Null when the event says nothing to an operator.</summary>
    public HistoryEntry? Of(HistoryEvent e)
    {
        switch (e.AttributesCase)
        {
            case HistoryEvent.AttributesOneofCase.ActivityTaskScheduledEventAttributes:
                var type = e.ActivityTaskScheduledEventAttributes.ActivityType.Name;
                open[e.EventId] = new(type, HistoryPayloads.Text(e.UserMetadata?.Summary) ?? type);
                return null;
            case HistoryEvent.AttributesOneofCase.ActivityTaskStartedEventAttributes:
                var started = e.ActivityTaskStartedEventAttributes;
                if (open.TryGetValue(started.ScheduledEventId, out var begun))
                {
                    open[started.ScheduledEventId] = begun with { Attempt = started.Attempt, Before = started.LastFailure };
                }

                return null;
            case HistoryEvent.AttributesOneofCase.ActivityTaskCompletedEventAttributes:
                var completed = e.ActivityTaskCompletedEventAttributes;
                return open.Remove(completed.ScheduledEventId, out var done) && !IsLook(done.Type) ? Entry(e, HistoryEntryKind.StepDone, Done(done, completed) + Tried(done)) : null;
            case HistoryEvent.AttributesOneofCase.ActivityTaskFailedEventAttributes:
                var failure = e.ActivityTaskFailedEventAttributes;
                return open.Remove(failure.ScheduledEventId, out var failed) ? Entry(e, HistoryEntryKind.StepFailed, $"{failed.Summary}: failed{Why(failure.Failure)}") : null;
            case HistoryEvent.AttributesOneofCase.ActivityTaskTimedOutEventAttributes:
                return open.Remove(e.ActivityTaskTimedOutEventAttributes.ScheduledEventId, out var late) ? Entry(e, HistoryEntryKind.StepFailed, $"{late.Summary}: ran out of time") : null;
            case HistoryEvent.AttributesOneofCase.ActivityTaskCanceledEventAttributes:
                open.Remove(e.ActivityTaskCanceledEventAttributes.ScheduledEventId);
                return null;
            default:
                return null;
        }
    }

    private static bool IsLook(string type) => type + "Async" != Wait && Looks.Any(look => type.StartsWith(look, StringComparison.Ordinal));

    private static string Done(Step step, ActivityTaskCompletedEventAttributes completed) => (step.Type + "Async") switch
    {
        Copy when HistoryPayloads.Object(completed.Result)?.Text("imageId") is { } imageId => $"{step.Summary}: begun, {imageId}",
        Wait => $"{step.Summary.Split(": ")[0]}: the copy is finished",
        _ => $"{step.Summary}: done",
    };

    // An attempt that only saw that what it waits for is not so far is no trouble.
    private static string Tried(Step step) => step is { Attempt: > 1, Before: { } failure } && !PendingStep.IsNotReady(failure)
        ? string.Create(CultureInfo.InvariantCulture, $" at attempt {step.Attempt}, after: {failure.Message}")
        : "";

    private string Why(Failure? failure) => HistoryPayloads.Error(failure) is not { } error ? $": {failure?.Message}"
        : isPart ? $" ({error.Code ?? Words.Of(error.Kind)})"
        : $": {error.Message.TrimEnd('.')}; to do: {error.Remedy}";

    private static HistoryEntry Entry(HistoryEvent e, HistoryEntryKind kind, string text) => new(e.EventTime.ToDateTimeOffset(), kind, text);

    private sealed record Step(string Type, string Summary)
    {
        public int Attempt { get; init; } = 1;

        /// <summary>Why the attempt before failed.</summary>
        public Failure? Before { get; init; }
    }
}
