using Microsoft.Extensions.Logging;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>A promotion's rows, kept in step with what operators see: board, phase and parked attributes.</summary>
internal sealed class PromotionBoard(string name, string version)
{
    private readonly List<ItemProgress> rows = [];
    private PromotionPhase phase = PromotionPhase.Resolving;
    private string? sourceImageId;
    private bool parked;

    public IReadOnlyList<ItemProgress> Items => rows;

    public PromotionProgress Progress => new()
    {
        Name = name,
        Version = version,
        Phase = phase,
        SourceImageId = sourceImageId,
        WaitsForDecision = ProgressRules.WaitsForDecision(rows),
        Items = [.. rows],
    };

    public void Enter(PromotionPhase entered)
    {
        phase = entered;
        Workflow.UpsertTypedSearchAttributes(ContractNames.PhaseAttribute.ValueSet(entered.ToString()));
        Refresh();
    }

    /// <summary>The source is known, and with it the rows: the intake first, then the targets in the spec's order.</summary>
    public void Plan(PromotionSpec spec, string imageId, bool withIntake)
    {
        sourceImageId = imageId;
        rows.Clear();
        if (withIntake)
        {
            rows.Add(new() { Item = spec.Source.Region, Hop = Hop.Intake, State = ItemState.Pending });
        }

        rows.AddRange(spec.Targets
            .Where(target => !withIntake || target.Region != spec.Source.Region)
            .Select(target => new ItemProgress { Item = target.Region, Hop = Hop.Distribution, State = ItemState.Pending }));
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

    /// <summary>A decision on a region has been taken.</summary>
    public void Resume(string region) =>
        Show(rows.Single(row => row.Item == region) with { State = ItemState.Looking, Step = null, Since = null, Error = null, Actions = [] });

    /// <summary>A step of the promotion itself is parked; it stands above the regions.</summary>
    public void Park(StepFailedException failure, IReadOnlyList<ResolveAction> actions)
    {
        Workflow.Logger.LogInformation("Parked at {Step}: {Message}", failure.Step, failure.Error.Sentence());
        rows.Insert(0, new()
        {
            Item = ContractNames.PromotionItem,
            State = ItemState.Parked,
            Step = failure.Step,
            Since = new(Workflow.UtcNow, TimeSpan.Zero),
            Error = failure.Error,
            Actions = actions,
        });
        Refresh();
    }

    /// <summary>The promotion itself goes on; its row has served.</summary>
    public void Unpark()
    {
        rows.RemoveAll(row => row.Item == ContractNames.PromotionItem);
        Refresh();
    }

    private void Refresh()
    {
        var anyParked = rows.Exists(row => row.State == ItemState.Parked);
        if (anyParked != parked)
        {
            parked = anyParked;
            Workflow.UpsertTypedSearchAttributes(ContractNames.ParkedAttribute.ValueSet(parked));
        }

        Workflow.CurrentDetails = Board.Promotion(Progress, new(Workflow.UtcNow, TimeSpan.Zero));
    }
}
