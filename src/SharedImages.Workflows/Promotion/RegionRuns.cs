using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>The regions of one promotion: their workflows are started, told and waited for, and how each ended is kept.</summary>
internal sealed class RegionRuns(OperationBoard board)
{
    // A region is often left out because it does not answer: what cannot be removed for so long is listed.
    private static readonly TimeSpan SkipPatience = TimeSpan.FromMinutes(30);

    private readonly SortedDictionary<string, ChildWorkflowHandle> children = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, CopyToRegionInput> inputs = new(StringComparer.Ordinal);
    private readonly List<RegionOutcome> outcomes = [];

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<RegionOutcome> Outcomes => outcomes;

    /// <summary>Runs a region's workflow to its end. What a region that is left out has made is removed at once.</summary>
    public async Task<RegionOutcome> RunAsync(CopyToRegionInput input)
    {
        inputs[input.Region] = input;
        board.Show(new() { Item = input.Region, Hop = input.Hop, State = ItemState.Copying });
        var outcome = Record(await OutcomeAsync(input));
        if (outcome.State != ItemState.Skipped || (outcome.Made.IsNothing && input.Test is null))
        {
            return outcome;
        }

        var report = await UndoAsync(outcome, SkipPatience);
        return Replace(outcome with { Made = new(), Left = report.Left, ImageId = outcome.Adopted ? outcome.ImageId : null });
    }

    /// <summary>Keeps how a region ended.</summary>
    public RegionOutcome Record(RegionOutcome outcome)
    {
        outcomes.Add(outcome);
        children.Remove(outcome.Region);
        board.Show(ResultRules.ProgressOf(outcome));
        return outcome;
    }

    /// <summary>Keeps what became of a region after its end.</summary>
    public RegionOutcome Replace(RegionOutcome outcome)
    {
        outcomes[outcomes.FindIndex(other => other.Region == outcome.Region)] = outcome;
        board.Show(ResultRules.ProgressOf(outcome));
        return outcome;
    }

    /// <summary>News of a region. Anybody can send a signal: what is not of a region that runs is ignored.</summary>
    public void Hear(ItemProgress row)
    {
        if (row.Hop is not null && children.ContainsKey(row.Item))
        {
            board.Show(row);
        }
    }

    /// <summary>Hands a decision on to its region. Null = told; else why not.</summary>
    public Task<string?> TellAsync(ResolveRequest request)
    {
        var child = children.GetValueOrDefault(request.Item);
        if (child is not null)
        {
            // The row says so at once, so that no second decision is accepted.
            board.Resume(request.Item);
        }

        return ChildRuns.TellAsync(child, request.Item, request);
    }

    /// <summary>Removes what this run made in all regions of the hop, at once.</summary>
    public async Task<IReadOnlyList<UndoReport>> UndoAsync(Hop hop)
    {
        var regions = outcomes.Where(outcome => outcome.Hop == hop && inputs.ContainsKey(outcome.Region)).ToList();
        return await Workflow.WhenAllAsync(regions.Select(async outcome =>
        {
            var report = await UndoAsync(outcome, within: null);
            Replace(report.Left.Count == 0 && report.RemovedImages.Count > 0 ? outcome with { State = ItemState.Undone, Made = new() } : outcome);
            return report;
        }));
    }

    /// <summary>Of what there was before the run: the copies in regions that it has not come to. They stay.</summary>
    public UndoReport Untouched(IReadOnlyList<VersionCopy> before) => new([], [], [], [], [.. before
        .Where(copy => !outcomes.Exists(outcome => outcome.Region == copy.Region && inputs.ContainsKey(copy.Region)))
        .Select(copy => new ImageRef(copy.Region, copy.ImageId))]);

    private async Task<RegionOutcome> OutcomeAsync(CopyToRegionInput input)
    {
        var id = ContractNames.RegionWorkflowId(Workflow.Info.WorkflowId, input.Region);
        try
        {
            var child = await StartAsync(input, id);
            children[input.Region] = child;
            return await child.GetResultAsync<RegionOutcome>();
        }
        catch (ChildWorkflowFailureException failure) when (!TemporalException.IsCanceledException(failure))
        {
            return ResultRules.NotBegun(input, new(
                StepErrorKind.Internal,
                $"{input.Region}: its workflow ended without an outcome ({(failure.InnerException ?? failure).Message})",
                "run the same promotion again; copies that exist are adopted"));
        }
        catch (ActivityFailureException failure) when (!TemporalException.IsCanceledException(failure))
        {
            return ResultRules.NotBegun(input, StepFailedException.From("begin", failure).Error);
        }
    }

    // After a reset, or soon after a terminated run, the region's workflow of before may still run. It is stopped, and what it has made is
    // adopted by the one that is begun again: it carries the same copy key.
    private static async Task<ChildWorkflowHandle> StartAsync(CopyToRegionInput input, string id)
    {
        while (true)
        {
            try
            {
                return await Workflow.StartChildWorkflowAsync(ContractNames.CopyToRegion, [input], Options(input, id));
            }
            catch (WorkflowAlreadyStartedException)
            {
                await ChildRuns.StopAsync(input.Region, id);
            }
        }
    }

    private static ChildWorkflowOptions Options(CopyToRegionInput input, string id) => new()
    {
        Id = id,
        ParentClosePolicy = ParentClosePolicy.RequestCancel,
        CancellationType = ChildWorkflowCancellationType.WaitCancellationCompleted,
        StaticSummary = $"{input.Region} ← {input.FromImageId} ({(input.Hop == Hop.Intake ? "intake" : "distribution")})",
        TypedSearchAttributes = new Temporalio.Common.SearchAttributeCollection.Builder()
            .Set(ContractNames.ParkedAttribute, false)
            .Set(ContractNames.NameAttribute, input.Promotion)
            .Set(ContractNames.VersionAttribute, input.Version)
            .Set(ContractNames.RegionsAttribute, [input.Region])
            .Set(ContractNames.SourceAttribute, input.Source.ImageId)
            .Set(ContractNames.OwnerAttribute, input.Source.OwnerId)
            .ToSearchAttributeCollection(),
    };

    private async Task<UndoReport> UndoAsync(RegionOutcome outcome, TimeSpan? within)
    {
        board.Show(ResultRules.ProgressOf(outcome) with { State = ItemState.Undoing });
        return await new RegionUndo(inputs[outcome.Region], outcome, within).RunAsync();
    }
}
