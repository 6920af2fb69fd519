using Microsoft.Extensions.Logging;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>A promotion's rows, kept in step with what operators see: board, phase and parked attributes.</summary>
internal sealed class PromotionBoard(string name, string version)
{
    private readonly List<ItemProgress> rows = [];
    private OperationPhase phase = OperationPhase.Resolving;
    private string? sourceImageId;

    public IReadOnlyList<ItemProgress> Items => rows;

    public OperationProgress Progress => new()
    {
        Operation = PromotionSpec.SpecKind,
        Name = name,
        Version = version,
        Phase = phase,
        SourceImageId = sourceImageId,
        WaitsForDecision = ProgressRules.WaitsForDecision(rows),
        Items = [.. rows],
    };

    /// <param name="entered">The phase that begins.</param>
    /// <param name="known">What else is known by now; set with it, because each upsert is counted.</param>
    public void Enter(OperationPhase entered, params IReadOnlyList<SearchAttributeUpdate> known)
    {
        phase = entered;
        RunAttributes.Set([ContractNames.PhaseAttribute.ValueSet(entered.ToString()), .. known]);
        Refresh();
    }

    public void End(OperationOutcome outcome)
    {
        phase = OperationPhase.Ended;
        RunAttributes.Set(ContractNames.PhaseAttribute.ValueSet(phase.ToString()), ContractNames.OutcomeAttribute.ValueSet(outcome.ToString()));
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
    public void Resume(string region) => Show(rows.Single(row => row.Item == region).Resumed());

    /// <summary>A step of the promotion itself is parked; it stands above the regions.</summary>
    public void Park(StepFailedException failure, IReadOnlyList<ResolveAction> actions)
    {
        Workflow.Logger.LogInformation("Parked at {Step}: {Message}", failure.Step, failure.Error.Sentence());
        rows.Insert(0, new()
        {
            Item = ContractNames.PromotionItem,
            State = ItemState.Parked,
            Step = failure.Step,
            Since = WorkflowTime.Now,
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
        RunAttributes.SetParked(rows.Where(row => row.State == ItemState.Parked).Min(row => row.Since));
        Workflow.CurrentDetails = Board.Promotion(Progress, WorkflowTime.Now);
    }
}
