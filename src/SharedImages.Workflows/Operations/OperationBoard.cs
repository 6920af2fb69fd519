using Microsoft.Extensions.Logging;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>The rows of an operation, kept in step with what operators see: board, phase and parked attributes.</summary>
/// <param name="kind">Its kind.</param>
/// <param name="name">Its name; empty when the spec could not be read.</param>
/// <param name="version">Its version; likewise, or as long as it is not known.</param>
internal sealed class OperationBoard(OperationKind kind, string name, string version)
{
    private readonly List<ItemProgress> rows = [];
    private string version = version;
    private OperationPhase phase = OperationPhase.Resolving;
    private string? sourceImageId;
    private FleetTally? fleet;
    private OperationResult? ended;

    public IReadOnlyList<ItemProgress> Items => rows;

    public OperationProgress Progress => new()
    {
        Operation = kind.Name,
        Name = name,
        Version = version,
        Phase = phase,
        SourceImageId = sourceImageId,
        WaitsForDecision = ProgressRules.WaitsForDecision(rows, fleet, kind.Item),
        Fleet = fleet,
        Items = [.. rows],
    };

    /// <summary>The version that it turns out to be about, where the spec does not say.</summary>
    public void About(string found) => version = found;

    /// <param name="entered">The phase that begins.</param>
    /// <param name="known">What else is known by now; set with it, because each upsert is counted.</param>
    public void Enter(OperationPhase entered, params IReadOnlyList<SearchAttributeUpdate> known)
    {
        phase = entered;
        RunAttributes.SetWith(Done(), [ContractNames.PhaseAttribute.ValueSet(entered.ToString()), .. known]);
        Refresh();
    }

    public void End(OperationResult result)
    {
        phase = OperationPhase.Ended;
        ended = result;
        RunAttributes.SetWith(Done(), ContractNames.PhaseAttribute.ValueSet(phase.ToString()), ContractNames.OutcomeAttribute.ValueSet(result.Outcome.ToString()));
        Refresh();
        Workflow.Logger.LogInformation("Ended: {Summary}", result.Summary);
    }

    /// <summary>A canceled run returns nothing: its result is kept where it can be read.</summary>
    /// <param name="result">The part of it that fits a memo, about which Temporal warns from 2 KiB on.</param>
    public void Keep(OperationResult result)
    {
        Workflow.UpsertMemo(MemoUpdate.ValueSet(ContractNames.ResultMemo, result));
        ended = result;
        Refresh();
    }

    /// <summary>What there is to do is known, and with it the rows.</summary>
    /// <param name="items">In the order in which they are shown.</param>
    /// <param name="imageId">The image that the operation begins with; null when it begins with several.</param>
    public void Plan(IEnumerable<ItemProgress> items, string? imageId = null)
    {
        sourceImageId = imageId;
        rows.Clear();
        rows.AddRange(items);
        Refresh();
    }

    /// <summary>How far a fleet is, and which of its instances are parked: no other has a row.</summary>
    public void Show(FleetTally tally, IEnumerable<ItemProgress> parked)
    {
        fleet = tally;
        rows.RemoveAll(row => row.Item != kind.Item);
        rows.AddRange(parked);
        Refresh();
    }

    public void Show(ItemProgress row)
    {
        var index = rows.FindIndex(candidate => candidate.Item == row.Item);
        if (index < 0)
        {
            rows.Add(row);
        }
        else
        {
            rows[index] = row;
        }

        Refresh();
    }

    /// <summary>Rows that have served.</summary>
    public void Remove(Predicate<string> isMeant)
    {
        rows.RemoveAll(row => isMeant(row.Item));
        Refresh();
    }

    /// <summary>A decision on an item has been taken.</summary>
    public void Resume(string item) => Show(rows.Single(row => row.Item == item).Resumed());

    /// <summary>A step of the operation itself is parked; it stands above its parts.</summary>
    /// <returns>Its row.</returns>
    public ItemProgress Park(StepFailedException failure, IReadOnlyList<ResolveAction> actions)
    {
        Workflow.Logger.LogInformation("Parked at {Step}: {Message}", failure.Step, failure.Error.Sentence());
        rows.Insert(0, Own(ItemState.Parked) with { Step = failure.Step, Since = WorkflowTime.Now, Error = failure.Error, Actions = actions });
        Refresh();
        return rows[0];
    }

    /// <summary>A row of the operation itself.</summary>
    public ItemProgress Own(ItemState state) => new() { Item = kind.Item, State = state };

    /// <summary>The operation itself goes on; its row has served.</summary>
    public void Unpark()
    {
        rows.RemoveAll(row => row.Item == kind.Item);
        Refresh();
    }

    // An upsert of its own for each part that is done would be an action of Temporal's for each.
    private SearchAttributeUpdate<string>? Done() => ProgressRules.Tally(Progress) is { } tally ? ContractNames.DoneAttribute.ValueSet(tally) : null;

    private void Refresh()
    {
        RunAttributes.SetParked(rows.Where(row => row.State == ItemState.Parked).Min(row => row.Since), Done());
        Workflow.CurrentDetails = Board.Operation(Progress, kind.Parts, WorkflowTime.Now, ended);
    }
}
