using System.Text.Json;
using SharedImages.Workflows;
using Temporalio.Api.Common.V1;
using Temporalio.Api.History.V1;

namespace SharedImages.Cli;

/// <summary>Tells a run's events, one after the other, in an operator's words. It remembers only what is under way. Pure.</summary>
/// <param name="isPart">Whether the run is a part of an operation, which tells itself how its parts began, parked and ended.</param>
internal sealed class HistoryReader(bool isPart)
{
    private const int MaxText = 600;

    private readonly StepWords steps = new(isPart);
    private readonly Dictionary<long, string> begun = [];
    private readonly HashSet<(string, DateTimeOffset?)> parked = [];
    private bool toldParked;

    /// <summary>What an event means; nothing when it says nothing to an operator.</summary>
    public IEnumerable<HistoryEntry> Read(HistoryEvent e) => Of(e).Select(entry => entry with { Text = Printable.Cut(entry.Text, MaxText) });

    private IEnumerable<HistoryEntry> Of(HistoryEvent e) => steps.Of(e) is { } step ? [step] : Part(e) is { } part ? [part] : isPart ? [] : Own(e);

    private IEnumerable<HistoryEntry> Own(HistoryEvent e) => Decision.Of(e) is { } decision ? [Decided(decision)]
        : e.UpsertWorkflowSearchAttributesEventAttributes is { } upsert ? Upserted(e, upsert.SearchAttributes)
        : e.WorkflowExecutionSignaledEventAttributes is { } signal ? News(e, HistoryPayloads.Object(signal.Input))
        : RunWords.Of(e) is { } own ? [own] : [];

    private static HistoryEntry Decided(Decision decision) =>
        new(decision.Time, HistoryEntryKind.Decided, $"{decision.By} decided on {decision.Request.Item}, parked at {decision.Request.Step}: {Words.Of(decision.Request.Action)}{(decision.BySignal ? " (by signal)" : "")}")
        {
            By = decision.By,
            Item = decision.Request.Item,
        };

    private IEnumerable<HistoryEntry> Upserted(HistoryEvent e, SearchAttributes attributes)
    {
        var fields = attributes.IndexedFields;
        // The first one repeats what its start has set, the last one comes with the end.
        if (fields.TryGetValue(ContractNames.PhaseAttribute.Name, out var phase) && HistoryPayloads.Text(phase) is { } entered and not nameof(OperationPhase.Ended))
        {
            yield return HistoryEntry.Of(e, HistoryEntryKind.Phase, $"phase {JsonNamingPolicy.CamelCase.ConvertName(entered)}");
        }

        if (fields.ContainsKey(ContractNames.NameAttribute.Name) || !fields.TryGetValue(ContractNames.ParkedAttribute.Name, out var flag))
        {
            yield break;
        }

        var waits = HistoryPayloads.Bool(flag) == true;
        if (!waits || !toldParked)
        {
            yield return waits ? HistoryEntry.Of(e, HistoryEntryKind.Parked, "waits for a decision on what failed") : HistoryEntry.Of(e, HistoryEntryKind.GoesOn, "goes on; nothing waits for a decision");
        }

        toldParked = false;
    }

    // Parts tell that they have parked; an operation on a fleet hears it of many at once, and again until they go on.
    private IEnumerable<HistoryEntry> News(HistoryEvent e, JsonElement? news)
    {
        if (news is not { } told)
        {
            yield break;
        }

        var items = told.TryGetProperty("parked", out var several) && several.ValueKind == JsonValueKind.Array ? [.. several.EnumerateArray()] : (IReadOnlyList<JsonElement>)[told];
        foreach (var item in items.Where(item => item.ValueKind == JsonValueKind.Object).Select(item => item.As<ItemProgress>()).OfType<ItemProgress>())
        {
            if (item.State == ItemState.Parked && parked.Add((item.Item, item.Since)))
            {
                toldParked = true;
                yield return HistoryEntry.Of(e, HistoryEntryKind.Parked, $"{item.Item} is parked at {item.Step}: {item.Error?.MessageWithin(item.Item).TrimEnd('.')}; to do: {item.Error?.Remedy}") with { Item = item.Item };
            }
        }
    }

    private HistoryEntry? Part(HistoryEvent e)
    {
        switch (e.AttributesCase)
        {
            case HistoryEvent.AttributesOneofCase.StartChildWorkflowExecutionInitiatedEventAttributes:
                begun[e.EventId] = HistoryPayloads.Text(e.UserMetadata?.Summary) ?? e.StartChildWorkflowExecutionInitiatedEventAttributes.WorkflowId;
                return null;
            case HistoryEvent.AttributesOneofCase.ChildWorkflowExecutionStartedEventAttributes:
                return HistoryEntry.Of(e, HistoryEntryKind.PartStarted, $"begun: {Begun(e.ChildWorkflowExecutionStartedEventAttributes.InitiatedEventId)}");
            case HistoryEvent.AttributesOneofCase.StartChildWorkflowExecutionFailedEventAttributes:
                return PartEnded(e, e.StartChildWorkflowExecutionFailedEventAttributes.InitiatedEventId, "was not begun, because a run of its id is under way");
            case HistoryEvent.AttributesOneofCase.ChildWorkflowExecutionCompletedEventAttributes:
                return PartEnded(e, e.ChildWorkflowExecutionCompletedEventAttributes.InitiatedEventId, PartWords.End(HistoryPayloads.Object(e.ChildWorkflowExecutionCompletedEventAttributes.Result)));
            case HistoryEvent.AttributesOneofCase.ChildWorkflowExecutionFailedEventAttributes:
                return PartEnded(e, e.ChildWorkflowExecutionFailedEventAttributes.InitiatedEventId, $"failed: {e.ChildWorkflowExecutionFailedEventAttributes.Failure?.Message}");
            case HistoryEvent.AttributesOneofCase.ChildWorkflowExecutionCanceledEventAttributes:
                return PartEnded(e, e.ChildWorkflowExecutionCanceledEventAttributes.InitiatedEventId, "canceled");
            case HistoryEvent.AttributesOneofCase.ChildWorkflowExecutionTerminatedEventAttributes:
                return PartEnded(e, e.ChildWorkflowExecutionTerminatedEventAttributes.InitiatedEventId, "was terminated from outside");
            case HistoryEvent.AttributesOneofCase.ChildWorkflowExecutionTimedOutEventAttributes:
                return PartEnded(e, e.ChildWorkflowExecutionTimedOutEventAttributes.InitiatedEventId, "ran out of time");
            default:
                return null;
        }
    }

    private HistoryEntry PartEnded(HistoryEvent e, long initiated, string how)
    {
        var what = Begun(initiated);
        begun.Remove(initiated);
        return HistoryEntry.Of(e, HistoryEntryKind.PartEnded, $"ended: {what}: {how}");
    }

    private string Begun(long initiated) => begun.GetValueOrDefault(initiated, "a part of it");
}
