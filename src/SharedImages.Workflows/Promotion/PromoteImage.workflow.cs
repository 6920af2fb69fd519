using Microsoft.Extensions.Logging;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// Brings one version of an image to its target regions: resolve and trust-check the source, take it in, distribute, share, report.
/// Completed = everything as asked; Failed carries the same result object in its details; Canceled = undone, result in the memo.
/// </summary>
[Workflow(ContractNames.PromoteImage)]
public sealed class PromoteImageWorkflow
{
    private readonly SpecReading reading;
    private readonly PromotionBoard board;
    private readonly List<RegionOutcome> outcomes = [];
    private readonly SortedDictionary<string, ChildWorkflowHandle<CopyToRegionWorkflow, RegionOutcome>> children = new(StringComparer.Ordinal);
    private SourceImage? source;
    private ResolveAction? decision;

    /// <summary>Reads the spec before any handler runs.</summary>
    /// <param name="spec">One JSON object, read strictly; <see cref="PromotionSpec"/>.</param>
    [WorkflowInit]
    public PromoteImageWorkflow(IRawValue? spec = null)
    {
        reading = PromotionSpecReader.ReadJson(spec is null ? [] : spec.Payload.Data.Span);
        board = new(reading.Spec?.Name ?? "", reading.Spec?.Version ?? "");
    }

    /// <summary>What is going on.</summary>
    [WorkflowQuery(ContractNames.Progress)]
    public PromotionProgress Progress => board.Progress;

    private static string Run => Workflow.Info.FirstExecutionRunId;

    /// <summary>Runs the promotion.</summary>
    /// <param name="spec">See the constructor.</param>
    [WorkflowRun]
    public async Task<PromotionResult> RunAsync(IRawValue? spec = null)
    {
        try
        {
            return await PromoteAsync(Admitted());
        }
        catch (StepFailedException failure)
        {
            // Only steps before the first write end here.
            throw Refused(ResultRules.Refused(reading.Spec!, source, [new(failure.Step, failure.Error.Sentence())]));
        }
        catch (Exception e) when (TemporalException.IsCanceledException(e))
        {
            var report = await UndoAsync();
            board.Enter(PromotionPhase.Ended);
            var result = ResultRules.Canceled(reading.Spec, source, outcomes, report);
            Workflow.UpsertMemo(Temporalio.Workflows.MemoUpdate.ValueSet(ContractNames.ResultMemo, ResultRules.Bounded(result)));
            throw;
        }
    }

    /// <summary>An operator's decision on a parked region. Answers when the region has been told.</summary>
    [WorkflowUpdate(ContractNames.Resolve, Description = """{"region":"cn-shanghai","action":"retry|retryAsNew|skip|abort"}""")]
    public async Task<RegionProgress> ResolveAsync(IRawValue request)
    {
        ResolveRequests.Check(request, board.Regions, out var read);
        return await DecideAsync(read!);
    }

    /// <summary>Refuses a decision that cannot be carried out, and says what can.</summary>
    [WorkflowUpdateValidator(nameof(ResolveAsync))]
    public void ValidateResolve(IRawValue request)
    {
        if (ResolveRequests.Check(request, board.Regions, out _) is { } refusal)
        {
            throw new ApplicationFailureException(refusal, errorType: ContractNames.Refused);
        }
    }

    /// <summary>The same decision as a signal, for batch operations over many promotions; one that cannot be carried out is logged and ignored.</summary>
    [WorkflowSignal(ContractNames.Resolve, Description = """{"region":"cn-shanghai","action":"retry|retryAsNew|skip|abort"}""")]
    public async Task ResolveSignalAsync(IRawValue request)
    {
        if (ResolveRequests.Check(request, board.Regions, out var read) is { } refusal)
        {
            Workflow.Logger.LogWarning("resolve ignored: {Refusal}", refusal);
            return;
        }

        await DecideAsync(read!);
    }

    /// <summary>A region tells that it is parked, goes on, or knows its image; see <see cref="ProgressRules.IsNews"/>.</summary>
    [WorkflowSignal(ContractNames.RegionChanged)]
    public Task RegionChangedAsync(RegionProgress region)
    {
        board.Show(region);
        return Task.CompletedTask;
    }

    private PromotionSpec Admitted()
    {
        if (reading.Spec is not { } spec)
        {
            throw Refused(ResultRules.Unreadable(reading.Errors));
        }

        var id = ContractNames.WorkflowId(spec.Name, spec.Version);
        return Workflow.Info.WorkflowId == id
            ? spec
            : throw Refused(ResultRules.Refused(spec, null, [new("workflow-id", $"the workflow id is {Workflow.Info.WorkflowId}, but this spec's is {id}; start it under that id, so that the same request is the same run")]));
    }

    private async Task<PromotionResult> PromoteAsync(PromotionSpec spec)
    {
        board.Enter(PromotionPhase.Resolving);
        Workflow.UpsertTypedSearchAttributes(
            ContractNames.RegionsAttribute.ValueSet([.. spec.Targets.Select(target => target.Region)]),
            ContractNames.OwnerAttribute.ValueSet(spec.Source.Owner),
            ContractNames.ParkedAttribute.ValueSet(false));
        var (withIntake, unknown) = await ResolveAsync(spec);

        var fromImageId = source!.ImageId;
        if (withIntake)
        {
            board.Enter(PromotionPhase.Intake);
            var intake = await RunRegionAsync(PlanRules.Intake(spec, source, Run));
            fromImageId = intake.State == RegionState.Done ? intake.ImageId : null;
        }

        if (fromImageId is not null)
        {
            board.Enter(PromotionPhase.Distributing);
            await DistributeAsync(PlanRules.Distribution(spec, source, Run, fromImageId, withIntake), unknown);
        }

        return await EndAsync(spec);
    }

    /// <summary>Everything that is checked before the first write. Returns whether there is an intake, and the regions that ECS does not know.</summary>
    private async Task<(bool WithIntake, IReadOnlyList<RegionVerdict> Unknown)> ResolveAsync(PromotionSpec spec)
    {
        var region = spec.Source.Region;
        var resolve = new ResolveSourceRequest(spec.Source, spec.Account, spec.Share.Accounts);
        var report = await ParkableAsync(spec, "resolve source", [ResolveAction.Retry, ResolveAction.Abort], () => Workflow.ExecuteActivityAsync(
            (IPromotionActivities a) => a.ResolveSourceAsync(resolve), StepOptions.Read($"{region} {spec.Source.ImageId ?? spec.Source.NamePattern}: find source, check trust")));
        source = report.Image;
        var withIntake = source is not null && PlanRules.NeedsIntake(spec, source, report.Account);
        IReadOnlyList<Refusal> refusals = source is null
            ? report.Refusals
            : [.. report.Refusals, .. EncryptionRules.Check(spec, source, withIntake)];
        if (refusals.Count > 0)
        {
            throw Refused(ResultRules.Refused(spec, source, refusals));
        }

        board.Plan(spec, source!.ImageId, withIntake);
        Workflow.UpsertTypedSearchAttributes(ContractNames.ImageAttribute.ValueSet(source.ImageId));
        var check = new CheckRegionsRequest([.. spec.Targets.Select(target => target.Region)]);
        var verdicts = await ParkableAsync(spec, "check regions", [ResolveAction.Retry, ResolveAction.Abort], () => Workflow.ExecuteActivityAsync(
            (IPromotionActivities a) => a.CheckRegionsAsync(check), StepOptions.Read($"check {check.Regions.Count} regions")));
        if (verdicts.All(verdict => verdict.Error is not null))
        {
            throw Refused(ResultRules.Refused(spec, source, [.. verdicts.Select(verdict => new Refusal("regions", verdict.Error!.Sentence()))]));
        }

        if (withIntake)
        {
            await DryRunAsync(spec, source);
        }

        return (withIntake, [.. verdicts.Where(verdict => verdict.Error?.Kind == StepErrorKind.RegionNotFound)]);
    }

    private async Task DryRunAsync(PromotionSpec spec, SourceImage from)
    {
        var copy = PlanRules.Copy(PlanRules.Intake(spec, from, Run), Workflow.Info.WorkflowId, 0);
        await ParkableAsync(spec, "dry run", [ResolveAction.Retry, ResolveAction.Abort], async () =>
        {
            await Workflow.ExecuteActivityAsync(
                (IPromotionActivities a) => a.DryRunCopyAsync(copy), StepOptions.Read($"{from.Region} {from.ImageId}: let ECS check the intake"));
            return true;
        });
    }

    private async Task DistributeAsync(IReadOnlyList<CopyToRegionInput> inputs, IReadOnlyList<RegionVerdict> unknown)
    {
        await Workflow.WhenAllAsync(inputs.Select(input => unknown.FirstOrDefault(verdict => verdict.Region == input.Region) is { } verdict
            ? Task.FromResult(Record(ResultRules.NotBegun(input, verdict.Error!)))
            : RunRegionAsync(input)));
    }

    private async Task<RegionOutcome> RunRegionAsync(CopyToRegionInput input)
    {
        board.Show(new() { Region = input.Region, Hop = input.Hop, State = RegionState.Looking });
        try
        {
            var child = await Workflow.StartChildWorkflowAsync(
                (CopyToRegionWorkflow wf) => wf.RunAsync(input), RegionOptions(input));
            children[input.Region] = child;
            return Record(await child.GetResultAsync());
        }
        catch (ChildWorkflowFailureException failure) when (!TemporalException.IsCanceledException(failure))
        {
            return Record(ResultRules.NotBegun(input, new(
                StepErrorKind.Internal,
                $"{input.Region}: its workflow ended without an outcome ({(failure.InnerException ?? failure).Message})",
                "run the same promotion again; copies that exist are adopted")));
        }
        catch (WorkflowAlreadyStartedException)
        {
            return Record(ResultRules.NotBegun(input, new(
                StepErrorKind.Internal,
                $"{input.Region}: the workflow of an earlier run, {ContractNames.RegionWorkflowId(Workflow.Info.WorkflowId, input.Region)}, is still running",
                "let it end or cancel it, then run the same promotion again")));
        }
    }

    private ChildWorkflowOptions RegionOptions(CopyToRegionInput input) => new()
    {
        Id = ContractNames.RegionWorkflowId(Workflow.Info.WorkflowId, input.Region),
        ParentClosePolicy = ParentClosePolicy.RequestCancel,
        CancellationType = ChildWorkflowCancellationType.WaitCancellationCompleted,
        StaticSummary = $"{input.Region} ← {input.FromImageId} ({(input.Hop == Hop.Intake ? "intake" : "distribution")})",
        TypedSearchAttributes = new Temporalio.Common.SearchAttributeCollection.Builder()
            .Set(ContractNames.RegionsAttribute, [input.Region])
            .Set(ContractNames.ImageAttribute, input.Source.ImageId)
            .Set(ContractNames.OwnerAttribute, input.Source.OwnerId)
            .ToSearchAttributeCollection(),
    };

    private RegionOutcome Record(RegionOutcome outcome)
    {
        outcomes.Add(outcome);
        children.Remove(outcome.Region);
        board.Show(ResultRules.ProgressOf(outcome));
        return outcome;
    }

    private async Task<PromotionResult> EndAsync(PromotionSpec spec)
    {
        // A cancelled region returns its outcome; the cancellation of the whole shows here.
        Workflow.CancellationToken.ThrowIfCancellationRequested();
        var complete = ResultRules.IsComplete(spec, outcomes);
        if (complete && spec.Intake?.After == IntakeAfter.Delete && spec.Targets.All(target => target.Region != spec.Source.Region))
        {
            complete = await CleanAsync(spec);
        }

        var undo = !complete && spec.OnFailure == OnFailure.Undo ? await UndoAsync() : null;
        await Workflow.WaitConditionAsync(() => Workflow.AllHandlersFinished);
        board.Enter(PromotionPhase.Ended);
        var result = ResultRules.Ended(spec, source!, outcomes, complete, undo);
        return complete ? result : throw new ApplicationFailureException(
            result.Summary,
            errorType: result.Outcome == PromotionOutcome.PartlyFailed ? ContractNames.PartlyFailed : ContractNames.Failed,
            nonRetryable: true,
            details: [result]);
    }

    /// <summary>Deletes the intake, its snapshots with it; false when an operator left it.</summary>
    private async Task<bool> CleanAsync(PromotionSpec spec)
    {
        board.Enter(PromotionPhase.Cleaning);
        var intake = outcomes.Single(outcome => outcome.Hop == Hop.Intake);
        var image = new MadeImage(intake.Region, intake.ImageId!, Now);
        try
        {
            await ParkableAsync(spec, "delete intake", [ResolveAction.Retry, ResolveAction.Skip], () => ImageRemoval.RemoveAsync(image));
            outcomes[outcomes.IndexOf(intake)] = intake with { State = RegionState.Undone, Made = intake.Made with { Images = [] } };
            return true;
        }
        catch (StepFailedException failure)
        {
            outcomes[outcomes.IndexOf(intake)] = intake with { Error = failure.Error };
            return false;
        }
    }

    /// <summary>Removes everything that this run made: the regions first, at once, then the intake they were copied from.</summary>
    private async Task<UndoReport> UndoAsync()
    {
        if (outcomes.Count > 0)
        {
            board.Enter(PromotionPhase.Undoing);
        }

        var reports = new List<UndoReport>();
        foreach (var hop in new[] { Hop.Distribution, Hop.Intake })
        {
            var regions = outcomes.Where(outcome => outcome.Hop == hop && outcome.Error?.Kind != StepErrorKind.RegionNotFound).ToList();
            reports.AddRange(await Workflow.WhenAllAsync(regions.Select(UndoRegionAsync)));
        }

        return ResultRules.Merge(reports);
    }

    private async Task<UndoReport> UndoRegionAsync(RegionOutcome outcome)
    {
        board.Show(ResultRules.ProgressOf(outcome) with { State = RegionState.Undoing });
        var report = await new PromotionUndo(Run, outcome).RunAsync();
        var after = report.Left.Count == 0 && report.RemovedImages.Count > 0
            ? outcome with { State = RegionState.Undone, Made = new() }
            : outcome;
        outcomes[outcomes.IndexOf(outcome)] = after;
        board.Show(ResultRules.ProgressOf(after));
        return report;
    }

    /// <summary>Runs a step of the promotion itself. One that an operator can put right parks under the source's region until he decides.</summary>
    /// <exception cref="StepFailedException">It cannot be put right, or he gave it up.</exception>
    private async Task<T> ParkableAsync<T>(PromotionSpec spec, string step, IReadOnlyList<ResolveAction> actions, Func<Task<T>> run)
    {
        while (true)
        {
            StepFailedException failure;
            try
            {
                return await run();
            }
            catch (ActivityFailureException e) when (!TemporalException.IsCanceledException(e))
            {
                failure = StepFailedException.From(step, e);
            }
            catch (StepFailedException e)
            {
                failure = e;
            }

            if (FailureRules.IsFinalBeforeWrite(failure.Error) || await ParkAsync(spec, failure, actions) != ResolveAction.Retry)
            {
                throw failure;
            }
        }
    }

    private async Task<ResolveAction> ParkAsync(PromotionSpec spec, StepFailedException failure, IReadOnlyList<ResolveAction> actions)
    {
        decision = null;
        board.Show(new() { Region = spec.Source.Region, Hop = Hop.Intake, State = RegionState.Parked, Step = failure.Step, Error = failure.Error, Actions = actions });
        await Workflow.WaitConditionAsync(() => decision is not null);
        return decision!.Value;
    }

    private async Task<RegionProgress> DecideAsync(ResolveRequest request)
    {
        var region = board.Resume(request.Region);
        if (!children.TryGetValue(request.Region, out var child))
        {
            decision = request.Action;
            return region;
        }

        await child.SignalAsync(ContractNames.Resolve, [request]);
        return region;
    }

    private ApplicationFailureException Refused(PromotionResult result)
    {
        board.Enter(PromotionPhase.Ended);
        return new(result.Summary, errorType: ContractNames.Refused, nonRetryable: true, details: [result]);
    }

    private static DateTimeOffset Now => new(Workflow.UtcNow, TimeSpan.Zero);
}
