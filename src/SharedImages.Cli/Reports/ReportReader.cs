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

    private readonly StepEvents steps = new();
    private readonly HashSet<string> lanes = new(StringComparer.Ordinal);
    private string? partItem;
    private bool isCopy;
    private bool isParked;

    /// <summary>The runs that it started as parts of itself.</summary>
    public List<(string WorkflowId, string RunId)> Parts { get; } = [];

    public void Read(HistoryEvent e)
    {
        if (steps.Read(e) is { } step)
        {
            Tell(step);
            return;
        }

        switch (e.AttributesCase)
        {
            case HistoryEvent.AttributesOneofCase.WorkflowExecutionStartedEventAttributes:
                Start(e.WorkflowExecutionStartedEventAttributes.WorkflowType.Name);
                break;
            case HistoryEvent.AttributesOneofCase.ChildWorkflowExecutionStartedEventAttributes:
                Parts.Add((e.ChildWorkflowExecutionStartedEventAttributes.WorkflowExecution.WorkflowId, e.ChildWorkflowExecutionStartedEventAttributes.WorkflowExecution.RunId));
                break;
            case HistoryEvent.AttributesOneofCase.UpsertWorkflowSearchAttributesEventAttributes:
                if (e.UpsertWorkflowSearchAttributesEventAttributes.SearchAttributes.IndexedFields.TryGetValue(ContractNames.ParkedAttribute.Name, out var flag))
                {
                    Park(e.EventTime.ToDateTimeOffset(), HistoryPayloads.Bool(flag) == true);
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
        foreach (var step in steps.Open)
        {
            board.Lane(ItemOf(step)).Spans.Add(new(ReportStates.Of(step.Type, isCopy), step.From, null));
        }

        foreach (var lane in lanes.Select(item => board.Lane(item)))
        {
            lane.ParkedSince ??= partItem is null && isParked && lane.HasFailed ? lane.IdleSince : null;
        }
    }

    // A part of a fleet or of a promotion is an item; other parts are about several, as the operation itself is.
    private void Start(string type)
    {
        isCopy = type == ContractNames.CopyToRegion;
        partItem = isCopy || type == ReplacementNames.ReplaceSystemDisk ? workflowId[(workflowId.LastIndexOf('/') + 1)..] : null;
    }

    private void Tell(HistoryStep step)
    {
        var item = ItemOf(step);
        lanes.Add(item);
        var lane = board.Lane(item);
        if (step.End is not { } end)
        {
            return;
        }

        var failure = end switch
        {
            StepEnd.Done => null,
            StepEnd.Failed => Why(step.Failure),
            StepEnd.TimedOut => "ran out of time",
            _ => "canceled",
        };
        board.Calls.Add(new(item, step.Type, step.Summary, step.From, step.To, step.Attempts, failure));
        lane.Spans.Add(new(ReportStates.Of(step.Type, isCopy), step.From, step.To));
        lane.HasFailed = failure is not null;
    }

    private string ItemOf(HistoryStep step) => partItem
        ?? (!Own.Any(own => step.Type.StartsWith(own, StringComparison.Ordinal)) && Item().Match(step.Summary) is { Success: true } named ? named.Groups[1].Value : ownItem);

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
