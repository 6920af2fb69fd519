using Microsoft.Extensions.Logging;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// Brings one version of an image to its target regions: resolve and trust-check the source, take it in, distribute, share, report.
/// Completed = everything as asked, but for what a person decided to skip; Failed carries the same result object in its details;
/// Canceled = undone, result in the memo.
/// </summary>
[Workflow(ContractNames.PromoteImage)]
public sealed class PromoteImageWorkflow
{
    private readonly SpecReading<PromotionSpec> reading;
    private readonly OperationBoard board;
    private readonly OwnSteps ownSteps;
    private readonly PromotionSteps steps;
    private readonly RegionRuns regions;
    private readonly LastLaunch launch;
    private readonly GivenPlan plan;
    private PromotionAdmission? admission;

    /// <summary>Reads the spec before any handler runs.</summary>
    /// <param name="spec">One JSON object, read strictly; <see cref="PromotionSpec"/>.</param>
    /// <param name="planned">The <see cref="OperationPlan"/> that it is to keep to; null = it does what there is to do.</param>
    [WorkflowInit]
    public PromoteImageWorkflow(IRawValue? spec = null, IRawValue? planned = null)
    {
        plan = GivenPlan.Read(planned);
        reading = PromotionSpecReader.ReadJson(spec is null ? [] : spec.Payload.Data.Span);
        board = new(OperationKinds.Promotion, reading.Spec?.Name ?? "", reading.Spec?.Version ?? "");
        ownSteps = new(board);
        steps = new(ownSteps);
        regions = new(board);
        launch = new(board);
    }

    /// <summary>What is going on.</summary>
    [WorkflowQuery(ContractNames.Progress)]
    public OperationProgress Progress => board.Progress;

    /// <summary>Runs the promotion.</summary>
    /// <param name="spec">See the constructor.</param>
    /// <param name="planned">Likewise.</param>
    [WorkflowRun]
    public async Task<PromotionResult> RunAsync(IRawValue? spec = null, IRawValue? planned = null)
    {
        try
        {
            return await PromoteAsync(Admitted());
        }
        catch (StepFailedException failure)
        {
            // Only steps before the first write end here.
            throw Refused(ResultRules.Refused(reading.Spec!, admission?.Source, [new(failure.Step, failure.Error.Sentence())]));
        }
        catch (Exception e) when (TemporalException.IsCanceledException(e))
        {
            Workflow.Logger.LogInformation("Canceled: what this run made is removed");
            var report = await UndoAsync();
            var result = ResultRules.Canceled(reading.Spec, admission?.Source, regions.Outcomes, report);
            board.End(result);
            board.Keep(ResultRules.Bounded(result));
            throw;
        }
    }

    /// <summary>An operator's decision on a parked item. Answers when the item has been told.</summary>
    [WorkflowUpdate(ContractNames.Resolve, Description = ResolveRequests.Example)]
    public async Task<ItemProgress> ResolveAsync(IRawValue request)
    {
        ResolveRequests.Check(request, board.Items, out var read);
        return await DecideAsync(read!) is { } late
            ? throw new ApplicationFailureException(late, errorType: ContractNames.Refused)
            : new() { Item = read!.Item, State = ItemState.Looking };
    }

    /// <summary>Refuses a decision that cannot be carried out, and says what can.</summary>
    [WorkflowUpdateValidator(nameof(ResolveAsync))]
    public void ValidateResolve(IRawValue request)
    {
        if (ResolveRequests.Check(request, board.Items, out _) is { } refusal)
        {
            throw new ApplicationFailureException(refusal, errorType: ContractNames.Refused);
        }
    }

    /// <summary>The same decision as a signal, for batch operations over many promotions; one that cannot be carried out is logged and ignored.</summary>
    [WorkflowSignal(ContractNames.Resolve, Description = ResolveRequests.Example)]
    public async Task ResolveSignalAsync(IRawValue request)
    {
        if ((ResolveRequests.Check(request, board.Items, out var read) ?? await DecideAsync(read!)) is { } refusal)
        {
            Workflow.Logger.LogWarning("Resolve ignored: {Refusal}", refusal);
        }
    }

    /// <summary>A region, or the launch at the end, tells that it parks, goes on, or begins its copy anew; see <see cref="ProgressRules.IsNews"/>.</summary>
    [WorkflowSignal(ContractNames.RegionChanged)]
    public Task RegionChangedAsync(IRawValue news)
    {
        if (ItemProgress.Read(news) is { } row && !launch.Hear(row))
        {
            regions.Hear(row);
        }

        return Task.CompletedTask;
    }

    private PromotionSpec Admitted()
    {
        if (reading.Spec is not { } spec)
        {
            throw Refused(ResultRules.Unreadable(reading.Errors));
        }

        RefuseFor(spec, OperationKinds.Promotion.RefuseId(spec, Workflow.Info.WorkflowId) is { } refusal ? [refusal] : plan.Refusals);
        return spec;
    }

    private async Task<PromotionResult> PromoteAsync(PromotionSpec spec)
    {
        Workflow.Logger.LogInformation("Started: {Name} {Version} to {Regions} regions", spec.Name, spec.Version, spec.Targets.Count);
        board.Enter(OperationPhase.Resolving, SpecAttributes.Of(spec));
        Workflow.UpsertMemo(MemoUpdate.ValueSet(ContractNames.RegionsMemo, PlanRules.Regions(spec)));
        var (source, identity, withIntake) = await AdmitAsync(spec);

        var fromImageId = source.ImageId;
        if (withIntake)
        {
            board.Enter(OperationPhase.Intake);
            var intake = await regions.RunAsync(WithTest(PlanRules.Intake(spec, source, identity)));
            fromImageId = intake.State == ItemState.Done ? intake.ImageId : null;
        }

        if (fromImageId is not null)
        {
            board.Enter(OperationPhase.Distributing);
            await DistributeAsync(PlanRules.Distribution(spec, source, identity, fromImageId, withIntake), admission!.Unknown);
        }

        return await EndAsync(spec);
    }

    private async Task<(SourceImage Source, RunIdentity Identity, bool WithIntake)> AdmitAsync(PromotionSpec spec)
    {
        admission = new(spec, steps, refusals => RefuseFor(spec, refusals));
        await admission.RunAsync(source =>
        {
            board.Plan(PlanRules.Rows(spec, admission.NeedsIntake), source.ImageId);
            RunAttributes.Set(ContractNames.SourceAttribute.ValueSet(source.ImageId));
        });
        if (plan.Plan is not null)
        {
            RefuseFor(spec, plan.Changes(SpecDigest.Of(spec), admission.PlannedSource, await new PromotionItems(spec, admission).FindAsync()));
        }

        return (admission.Source!, admission.Identity!, admission.NeedsIntake);
    }

    private Task<RegionOutcome[]> DistributeAsync(IReadOnlyList<CopyToRegionInput> inputs, IReadOnlyList<RegionVerdict> unknown) =>
        Workflow.WhenAllAsync(inputs.Select(input => unknown.FirstOrDefault(verdict => verdict.Region == input.Region) is { } verdict
            ? Task.FromResult(regions.Record(ResultRules.NotBegun(input, verdict.Error!)))
            : regions.RunAsync(WithTest(input))));

    private CopyToRegionInput WithTest(CopyToRegionInput input) => admission!.Tests?.GetValueOrDefault(input.Region) is { } test ? input with { Test = test } : input;

    private async Task<PromotionResult> EndAsync(PromotionSpec spec)
    {
        // A canceled region returns its outcome; the cancellation of the whole shows here.
        Workflow.CancellationToken.ThrowIfCancellationRequested();
        var complete = ResultRules.IsComplete(spec, regions.Outcomes);
        if (complete && spec.Intake?.After == IntakeAfter.Delete && spec.Targets.All(target => target.Region != spec.Source.Region))
        {
            complete = await CleanAsync();
        }

        // The last of all. When it has completed the promotion has, too: a cancel that comes then is too late, and taking images from under new
        // instances would be no undo.
        LaunchResult? launched = null;
        if (complete && spec.Launch is { } last && CopyUseRules.Launch(spec, last, regions.Outcomes) is { } launchSpec)
        {
            board.Enter(OperationPhase.Launching);
            launched = await launch.RunAsync(launchSpec);
            complete = launched.Outcome == OperationOutcome.Completed;
        }

        var undo = !complete && spec.OnFailure == OnFailure.Undo ? await UndoAsync() : null;
        await Workflow.WaitConditionAsync(() => Workflow.AllHandlersFinished, launched is null ? Workflow.CancellationToken : CancellationToken.None);
        var result = ResultRules.Ended(spec, admission!.Source!, regions.Outcomes, complete, undo, launched);
        board.End(result);
        return complete ? result : throw result.ToFailure();
    }

    /// <summary>Deletes the intake, its snapshots with it; false when an operator left it.</summary>
    private async Task<bool> CleanAsync()
    {
        board.Enter(OperationPhase.Cleaning);
        var intake = regions.Outcomes.Single(outcome => outcome.Hop == Hop.Intake);
        var image = new RemoveImageRequest(new(intake.Region, intake.ImageId!, WorkflowTime.Now), admission!.Identity!.Account);
        try
        {
            await steps.DeleteIntakeAsync(image);
            regions.Replace(intake with { State = ItemState.Undone, Made = intake.Made with { Images = [] } });
            return true;
        }
        catch (StepFailedException failure)
        {
            regions.Replace(intake with { Error = failure.Error });
            return false;
        }
    }

    /// <summary>Removes everything that this run made: the regions first, at once, then the intake they were copied from.</summary>
    private async Task<UndoReport> UndoAsync()
    {
        if (regions.Outcomes.Count > 0)
        {
            board.Enter(OperationPhase.Undoing);
        }

        var reports = new List<UndoReport>();
        foreach (var hop in new[] { Hop.Distribution, Hop.Intake })
        {
            reports.AddRange(await regions.UndoAsync(hop));
        }

        return ResultRules.Merge([.. reports, regions.Untouched(admission?.Before ?? [])]);
    }

    /// <summary>Null = told; else why it comes too late.</summary>
    private async Task<string?> DecideAsync(ResolveRequest request)
    {
        Workflow.Logger.LogInformation("{Item}: {Action} was decided at {Step}", request.Item, request.Action, request.Step);
        if (LastLaunchRules.IsLaunch(request.Item))
        {
            return await launch.TellAsync(request);
        }

        if (request.Item != ContractNames.PromotionItem)
        {
            return await regions.TellAsync(request);
        }

        ownSteps.Decide(request.Action);
        return null;
    }

    private void RefuseFor(PromotionSpec spec, IReadOnlyList<Refusal> refusals)
    {
        if (refusals.Count > 0)
        {
            throw Refused(ResultRules.Refused(spec, admission?.Source, refusals));
        }
    }

    private ApplicationFailureException Refused(PromotionResult result)
    {
        board.End(result);
        return result.ToFailure();
    }
}
