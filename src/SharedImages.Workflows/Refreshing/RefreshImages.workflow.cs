using Microsoft.Extensions.Logging;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// Keeps golden images fresh: find the newest source image, see what each region holds of it, and do something about the difference only.
/// What is missing becomes the very promotion that a pipeline would start; it goes on when the refresh is canceled. Completed = everything as
/// the spec says, but for what a person decided otherwise and for drift that is only to be reported; Failed carries the same result object in its details.
/// </summary>
[Workflow(ContractNames.RefreshImages)]
public sealed class RefreshImagesWorkflow : OperationWorkflow
{
    // More at once would be a mistake in the spec more often than a wish.
    private const int MaxRetirements = 5;

    private readonly SpecReading<RefreshSpec> reading;
    private readonly OperationBoard board;
    private readonly OwnSteps steps;
    private RefreshReport? report;
    private StartedPromotion? promotion;

    /// <summary>Reads the spec before any handler runs.</summary>
    /// <param name="spec">One JSON object, read strictly; <see cref="RefreshSpec"/>.</param>
    [WorkflowInit]
    public RefreshImagesWorkflow(IRawValue? spec = null)
    {
        reading = RefreshSpecReader.ReadJson(spec is null ? [] : spec.Payload.Data.Span);
        board = new(OperationKinds.Refresh, reading.Spec?.Name ?? "", "");
        steps = new(board);
    }

    private protected override OperationBoard Board => board;

    /// <summary>Runs the refresh.</summary>
    /// <param name="spec">See the constructor.</param>
    [WorkflowRun]
    public async Task<RefreshResult> RunAsync(IRawValue? spec = null)
    {
        try
        {
            return await RefreshAsync(Admitted());
        }
        catch (StepFailedException failure)
        {
            // Only the steps before a promotion end here.
            throw Refused([new(failure.Step, failure.Error.Sentence())]);
        }
        catch (Exception e) when (TemporalException.IsCanceledException(e))
        {
            var result = RefreshResults.Canceled(reading.Spec, report, promotion);
            board.End(result);
            board.Keep(result);
            throw;
        }
    }

    private RefreshSpec Admitted()
    {
        if (reading.Spec is not { } spec)
        {
            throw Refused(RefreshResults.Unreadable(reading.Errors));
        }

        return OperationKinds.Refresh.RefuseId(spec, Workflow.Info.WorkflowId) is { } refusal ? throw Refused([refusal]) : spec;
    }

    private async Task<RefreshResult> RefreshAsync(RefreshSpec spec)
    {
        Workflow.Logger.LogInformation("Started: {Name} in {Regions} regions", spec.Name, spec.Targets.Count);
        board.Enter(OperationPhase.Resolving, SpecAttributes.Of(spec));
        report = await steps.RunAsync("survey", OwnSteps.BeforeWrites, () => Workflow.ExecuteActivityAsync(
            (IRefreshActivities a) => a.SurveyRefreshAsync(spec), StepOptions.Read($"{spec.Name}: find the newest image, see what {spec.Targets.Count} regions hold of it")));
        if (report.Refusals.Count > 0)
        {
            throw Refused(report.Refusals);
        }

        var difference = RefreshRules.Difference(report);
        board.About(report.Version!);
        board.Plan(difference.Select(Row), report.Source!.ImageId);
        return End(spec.Plan ? RefreshResults.Planned(spec, report, [.. difference.Select(RefreshResults.AsFound)], WorkflowTime.Now) : await ReconcileAsync(spec, report, difference));
    }

    private async Task<RefreshResult> ReconcileAsync(RefreshSpec spec, RefreshReport found, IReadOnlyList<RegionDifference> difference)
    {
        PromotionEnd? end = null;
        if (RefreshRules.NeedsPromotion(difference))
        {
            board.Enter(OperationPhase.Promoting, ContractNames.VersionAttribute.ValueSet(found.Version!), ContractNames.SourceAttribute.ValueSet(found.Source!.ImageId));
            end = await PromoteAsync(spec.Promotion(found.Version!, found.Source.ImageId));
        }

        IReadOnlyList<RegionRefresh> regions = [.. difference.Select(region => end is null ? RefreshResults.AsFound(region) : RefreshResults.AsPromoted(region, end))];
        var repairs = RefreshRules.Repairs(spec, difference);
        if (repairs.Count > 0)
        {
            board.Enter(OperationPhase.Repairing);
            var repaired = await Workflow.WhenAllAsync(repairs.Select(region => RepairAsync(spec, found, region)));
            regions = [.. regions.Select(region => repaired.FirstOrDefault(other => other.Region == region.Region) ?? region)];
        }

        var channels = await FollowAsync(spec, found, regions);
        // As long as the present version is not everywhere, the former ones are needed.
        var surplus = spec.Keep is { } keep && RefreshRules.IsEverywhere(regions) ? await RetireAsync(spec, RefreshRules.Surplus(keep, found, WorkflowTime.Now)) : [];
        return RefreshResults.Ended(spec, found, regions, promotion, end, channels) with { Surplus = surplus };
    }

    /// <summary>Moves the channels that follow, one after the other.</summary>
    private async Task<IReadOnlyList<ChannelChange>> FollowAsync(RefreshSpec spec, RefreshReport found, IReadOnlyList<RegionRefresh> regions)
    {
        var changes = new List<ChannelChange>();
        foreach (var wish in RefreshRules.Channels(spec, found, RefreshRules.IsEverywhere(regions), WorkflowTime.Now))
        {
            var hasFailed = changes.Exists(change => change.State == ItemState.Failed);
            changes.Add(wish.IsThere ? new(wish.Channel, ItemState.Done, null, null)
                : wish.Why is not null || hasFailed ? new(wish.Channel, ItemState.Pending, null, wish.Why ?? "the one before it could not be moved")
                : await MoveAsync(spec.Channel(wish.Channel, found.Version!)));
        }

        return changes;
    }

    private async Task<ChannelChange> MoveAsync(ChannelSpec channel)
    {
        board.Enter(OperationPhase.Moving);
        StartedRun run;
        try
        {
            run = await steps.RunAsync("channel", OwnSteps.BeforeWrites, () => Workflow.ExecuteActivityAsync(
                (IRefreshActivities a) => a.StartChannelAsync(channel), StepOptions.Write($"move {channel.Channel} to {channel.To}")));
        }
        catch (StepFailedException failure)
        {
            return new(channel.Channel, ItemState.Failed, null, failure.Error.Sentence());
        }

        var end = await Workflow.ExecuteActivityAsync((IRefreshActivities a) => a.AwaitChannelAsync(run), StepOptions.Wait($"wait for the end of {run.WorkflowId}"));
        return end.Outcome == OperationOutcome.Completed
            ? new(channel.Channel, ItemState.Done, run.WorkflowId, null)
            : new(channel.Channel, ItemState.Failed, run.WorkflowId, end.Summary);
    }

    /// <summary>Starts the retirements; each goes on by itself.</summary>
    private async Task<IReadOnlyList<SurplusVersion>> RetireAsync(RefreshSpec spec, IReadOnlyList<HeldVersion> versions)
    {
        var surplus = new List<SurplusVersion>();
        foreach (var held in versions)
        {
            if (held.KeptFor is not null || surplus.Count(other => other.Retirement is not null) >= MaxRetirements)
            {
                surplus.Add(new(held.Version, null, held.KeptFor ?? "the next refresh comes to it"));
                continue;
            }

            surplus.Add(await RetireAsync(spec.Retirement(held.Version)));
        }

        return surplus;
    }

    private async Task<SurplusVersion> RetireAsync(RetirementSpec retirement)
    {
        try
        {
            var id = await steps.RunAsync("retire", OwnSteps.BeforeWrites, () => Workflow.ExecuteActivityAsync(
                (IRefreshActivities a) => a.StartRetirementAsync(retirement), StepOptions.Write($"start the retirement of {retirement.Version}, or join it")));
            return new(retirement.Version, id, null);
        }
        catch (StepFailedException failure)
        {
            return new(retirement.Version, null, $"its retirement could not be started ({failure.Error.Sentence()})");
        }
    }

    /// <exception cref="StepFailedException">It could not be started, and somebody gave it up.</exception>
    private async Task<PromotionEnd> PromoteAsync(PromotionSpec spec)
    {
        var id = ContractNames.WorkflowId(spec.Name, spec.Version);
        promotion = await steps.RunAsync("promote", OwnSteps.BeforeWrites, () => Workflow.ExecuteActivityAsync(
            (IRefreshActivities a) => a.StartPromotionAsync(spec), StepOptions.Write($"start {id}, or join it")));
        if (promotion.Differences.Count > 0)
        {
            throw Refused([new("same-promotion", $"{id} was started with another spec (here = this refresh, there = that run): {string.Join("; ", promotion.Differences)}; make both say the same")]);
        }

        Workflow.Logger.LogInformation("{Promotion} {Run}: {How}", id, promotion.RunId, promotion.IsJoined ? "joined" : "started");
        return await Workflow.ExecuteActivityAsync(
            (IRefreshActivities a) => a.AwaitPromotionAsync(new(id, promotion.RunId)), StepOptions.Wait($"wait for the end of {id}"));
    }

    private async Task<RegionRefresh> RepairAsync(RefreshSpec spec, RefreshReport found, RegionDifference region)
    {
        var request = new RepairImageRequest(found.Account, region.Region, region.ImageId!, found.Version!, found.Source!, spec);
        var row = RefreshResults.AsFound(region);
        board.Show(Row(region) with { State = ItemState.Verifying });
        try
        {
            var left = await Workflow.ExecuteActivityAsync(
                (IRefreshActivities a) => a.RepairImageAsync(request), StepOptions.Write($"{region.Region} {region.ImageId}: repair {string.Join(", ", region.Drift.Select(drift => drift.What))}"));
            row = row with { State = ItemState.Done, Repaired = [.. region.Drift.Where(drift => left.All(other => other.What != drift.What))], Drift = left };
        }
        catch (ActivityFailureException failure) when (!TemporalException.IsCanceledException(failure))
        {
            row = row with { State = ItemState.Failed, Error = StepFailedException.From("repair", failure).Error };
        }

        board.Show(Row(region) with { State = row.State, Error = row.Error });
        return row;
    }

    private static ItemProgress Row(RegionDifference region) => new()
    {
        Item = region.Region,
        ImageId = region.ImageId,
        State = region.State is RegionState.Missing or RegionState.Building ? ItemState.Copying : RefreshResults.AsFound(region).State,
        Error = region.Error,
    };

    private protected override void Decide(ResolveRequest request) => steps.Decide(request.Action);

    private RefreshResult End(RefreshResult result)
    {
        foreach (var region in result.Regions)
        {
            board.Show(new() { Item = region.Region, ImageId = region.ImageId, State = region.State, Error = region.Error });
        }

        board.End(result);
        return result.Outcome == OperationOutcome.Completed ? result : throw result.ToFailure();
    }

    private ApplicationFailureException Refused(IReadOnlyList<Refusal> refusals) => Refused(RefreshResults.Refused(reading.Spec!, report, refusals));

    private ApplicationFailureException Refused(RefreshResult result)
    {
        board.End(result);
        return result.ToFailure();
    }
}
