using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>A promotion's rows, kept in step with what operators see: board, phase and parked attributes.</summary>
internal sealed class PromotionBoard(string name, string version)
{
    private readonly List<RegionProgress> rows = [];
    private PromotionPhase phase = PromotionPhase.Resolving;
    private string? sourceImageId;
    private bool parked;

    public IReadOnlyList<RegionProgress> Regions => rows;

    public PromotionProgress Progress => new()
    {
        Name = name,
        Version = version,
        Phase = phase,
        SourceImageId = sourceImageId,
        WaitsForDecision = ProgressRules.WaitsForDecision(rows),
        Regions = [.. rows],
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
            rows.Add(new() { Region = spec.Source.Region, Hop = Hop.Intake, State = RegionState.Pending });
        }

        rows.AddRange(spec.Targets
            .Where(target => !withIntake || target.Region != spec.Source.Region)
            .Select(target => new RegionProgress { Region = target.Region, Hop = Hop.Distribution, State = RegionState.Pending }));
        Refresh();
    }

    public void Show(RegionProgress row)
    {
        var index = rows.FindIndex(candidate => candidate.Region == row.Region);
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

    /// <summary>A decision has been taken; the row says so at once, so that no second one is accepted.</summary>
    public RegionProgress Resume(string region)
    {
        var row = rows.Single(candidate => candidate.Region == region) with { State = RegionState.Looking, Step = null, Error = null, Actions = [] };
        Show(row);
        return row;
    }

    private void Refresh()
    {
        var anyParked = rows.Exists(row => row.State == RegionState.Parked);
        if (anyParked != parked)
        {
            parked = anyParked;
            Workflow.UpsertTypedSearchAttributes(ContractNames.ParkedAttribute.ValueSet(parked));
        }

        Workflow.CurrentDetails = Board.Promotion(Progress, new(Workflow.UtcNow, TimeSpan.Zero));
    }
}
