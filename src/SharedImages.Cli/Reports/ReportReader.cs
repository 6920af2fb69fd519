using System.Text.Json;
using System.Text.RegularExpressions;
using SharedImages.Workflows;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.History.V1;

namespace SharedImages.Cli;

/// <summary>Reads one history of an operation – its own, or that of a part – into lanes and calls. Pure.</summary>
/// <param name="board">What all histories of the operation are read into.</param>
/// <param name="workflowId">Of the history.</param>
/// <param name="ownItem">Its lane where a step is about no item that it names.</param>
internal sealed partial class ReportReader(ReportBoard board, string workflowId, string ownItem)
{
    private static readonly string[] Own = ["Resolve", "Survey", "DryRun"];

    private readonly Dictionary<long, ReportCall> open = [];
    private readonly HashSet<string> lanes = new(StringComparer.Ordinal);
    private string? partItem;
    private bool isCopy;

    /// <summary>The runs that it started as parts of itself.</summary>
    public List<(string WorkflowId, string RunId)> Parts { get; } = [];

    public void Read(HistoryEvent e)
    {
        var time = e.EventTime.ToDateTimeOffset();
        switch (e.AttributesCase)
        {
            case HistoryEvent.AttributesOneofCase.WorkflowExecutionStartedEventAttributes:
                Start(e.WorkflowExecutionStartedEventAttributes.WorkflowType.Name);
                break;
            case HistoryEvent.AttributesOneofCase.ChildWorkflowExecutionStartedEventAttributes:
                Parts.Add((e.ChildWorkflowExecutionStartedEventAttributes.WorkflowExecution.WorkflowId, e.ChildWorkflowExecutionStartedEventAttributes.WorkflowExecution.RunId));
                break;
            case HistoryEvent.AttributesOneofCase.ActivityTaskScheduledEventAttributes:
                Begin(e, time);
                break;
            case HistoryEvent.AttributesOneofCase.ActivityTaskStartedEventAttributes:
                var started = e.ActivityTaskStartedEventAttributes;
                if (open.TryGetValue(started.ScheduledEventId, out var tried))
                {
                    open[started.ScheduledEventId] = tried with { Attempts = started.Attempt };
                }

                break;
            case HistoryEvent.AttributesOneofCase.ActivityTaskCompletedEventAttributes:
                End(e.ActivityTaskCompletedEventAttributes.ScheduledEventId, time, null);
                break;
            case HistoryEvent.AttributesOneofCase.ActivityTaskFailedEventAttributes:
                End(e.ActivityTaskFailedEventAttributes.ScheduledEventId, time, Why(e.ActivityTaskFailedEventAttributes.Failure));
                break;
            case HistoryEvent.AttributesOneofCase.ActivityTaskTimedOutEventAttributes:
                End(e.ActivityTaskTimedOutEventAttributes.ScheduledEventId, time, "ran out of time");
                break;
            case HistoryEvent.AttributesOneofCase.ActivityTaskCanceledEventAttributes:
                End(e.ActivityTaskCanceledEventAttributes.ScheduledEventId, time, "canceled");
                break;
            case HistoryEvent.AttributesOneofCase.UpsertWorkflowSearchAttributesEventAttributes:
                if (e.UpsertWorkflowSearchAttributesEventAttributes.SearchAttributes.IndexedFields.TryGetValue(ContractNames.ParkedAttribute.Name, out var flag))
                {
                    Park(time, HistoryPayloads.Bool(flag) == true);
                }

                break;
            case HistoryEvent.AttributesOneofCase.WorkflowExecutionCompletedEventAttributes when partItem is { } part:
                board.Lane(part).End = State(HistoryPayloads.Object(e.WorkflowExecutionCompletedEventAttributes.Result));
                break;
            default:
                if (Decision.Of(e) is { } decision && partItem is null)
                {
                    Decide(decision);
                }

                break;
        }
    }

    /// <summary>What is under way when the history has been read.</summary>
    public void Finish()
    {
        foreach (var step in open.Values)
        {
            board.Lane(step.Item).Spans.Add(new(ReportStates.Of(step.Step, isCopy), step.From, null));
        }

        foreach (var lane in lanes.Select(item => board.Lane(item)))
        {
            lane.ParkedSince ??= partItem is null && isParked && lane.HasFailed ? lane.IdleSince : null;
        }
    }

    private bool isParked;

    // A part of a fleet or of a promotion is an item; other parts are about several, as the operation itself is.
    private void Start(string type)
    {
        isCopy = type == ContractNames.CopyToRegion;
        partItem = isCopy || type == ReplacementNames.ReplaceSystemDisk ? workflowId[(workflowId.LastIndexOf('/') + 1)..] : null;
    }

    private void Begin(HistoryEvent e, DateTimeOffset time)
    {
        var type = e.ActivityTaskScheduledEventAttributes.ActivityType.Name;
        var what = HistoryPayloads.Text(e.UserMetadata?.Summary) ?? type;
        var item = partItem ?? (Own.Any(own => type.StartsWith(own, StringComparison.Ordinal)) ? ownItem : Item().Match(what) is { Success: true } named ? named.Groups[1].Value : ownItem);
        lanes.Add(item);
        board.Lane(item);
        open[e.EventId] = new(item, type, what, time, time, 1, null);
    }

    private void End(long scheduled, DateTimeOffset time, string? failure)
    {
        if (!open.Remove(scheduled, out var step))
        {
            return;
        }

        board.Calls.Add(step with { To = time, Failure = failure });
        var lane = board.Lane(step.Item);
        lane.Spans.Add(new(ReportStates.Of(step.Step, isCopy), step.From, time));
        lane.HasFailed = failure is not null;
    }

    private void Park(DateTimeOffset time, bool parked)
    {
        isParked = parked;
        if (partItem is null)
        {
            return;
        }

        var lane = board.Lane(partItem);
        lane.GoOn(time);
        lane.ParkedSince = parked ? time : null;
    }

    // An operation that has no part for the item parks it where its last step ended.
    private void Decide(Decision decision)
    {
        board.Decisions.Add(decision);
        var lane = board.Lane(decision.Request.Item);
        if (lanes.Contains(decision.Request.Item) && lane.ParkedSince is null && lane.IdleSince is { } since)
        {
            lane.Spans.Add(new(ReportStates.Parked, since, decision.Time));
        }
    }

    private static string? State(JsonElement? result) => result is { } told ? told.Text("state") ?? told.Text("end") : null;

    private static string Why(Failure? failure) => HistoryPayloads.Error(failure)?.Sentence() ?? failure?.Message ?? "";

    [GeneratedRegex(@"^([a-z]{2}-[a-z0-9-]+(?:/[^\s:]+)?)[ :]")]
    private static partial Regex Item();
}
