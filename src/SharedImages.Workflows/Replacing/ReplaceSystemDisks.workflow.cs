using Microsoft.Extensions.Logging;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// Puts an image on the system disks of instances: find image and instances, check all of it, a canary first, then window by window.
/// Completed = every instance as asked, but for those that a person has had brought back; Failed carries the same result object in its
/// details; Canceled = none left stopped, result in the memo: canceling takes no disk back, for that would lose what was written since.
/// </summary>
[Workflow(ReplacementNames.ReplaceSystemDisks)]
public sealed class ReplaceSystemDisksWorkflow
{
    private readonly SpecReading<ReplacementSpec> reading;
    private readonly OperationBoard board;
    private readonly GivenPlan plan;
    private readonly OwnSteps ownSteps;
    private ReplacementAdmission? admission;
    private FleetRuns? fleet;

    /// <summary>Reads the spec before any handler runs.</summary>
    /// <param name="spec">One JSON object, read strictly; <see cref="ReplacementSpec"/>.</param>
    /// <param name="planned">The <see cref="OperationPlan"/> that it is to keep to; null = it does what there is to do.</param>
    [WorkflowInit]
    public ReplaceSystemDisksWorkflow(IRawValue? spec = null, IRawValue? planned = null)
    {
        plan = GivenPlan.Read(planned);
        reading = ReplacementSpecReader.ReadJson(spec is null ? [] : spec.Payload.Data.Span);
        board = new(OperationKinds.Replacement, reading.Spec?.Name ?? "", reading.Spec?.Version ?? "");
        ownSteps = new(board);
    }

    /// <summary>What is going on.</summary>
    [WorkflowQuery(ContractNames.Progress)]
    public OperationProgress Progress => board.Progress;

    /// <summary>Runs the replacement.</summary>
    /// <param name="spec">See the constructor.</param>
    /// <param name="planned">Likewise.</param>
    [WorkflowRun]
    public async Task<ReplacementResult> RunAsync(IRawValue? spec = null, IRawValue? planned = null)
    {
        try
        {
            return await ReplaceAsync(Admitted());
        }
        catch (StepFailedException failure)
        {
            // Only steps before the first write end here.
            throw Refused(ReplacementResultRules.Refused(reading.Spec!, [new(failure.Step, failure.Error.Sentence())]));
        }
        catch (Exception e) when (TemporalException.IsCanceledException(e))
        {
            Workflow.Logger.LogInformation("Canceled: none is begun any more, those under way are brought to an end");
            var outcomes = fleet is null ? [] : await fleet.CloseAsync();
            await Workflow.WaitConditionAsync(() => Workflow.AllHandlersFinished, CancellationToken.None);
            var result = ReplacementResultRules.Canceled(reading.Spec, Images, outcomes, fleet is null ? [] : Notices(reading.Spec!, fleet, outcomes));
            board.End(result);
            board.Keep(ReplacementResultRules.Bounded(result));
            throw;
        }
    }

    /// <summary>An operator's decision on a parked item, or <c>back</c> on what is replaced. Answers when the item has been told.</summary>
    [WorkflowUpdate(ContractNames.Resolve, Description = ReplacementDecisions.Example)]
    public async Task<ItemProgress> ResolveAsync(IRawValue request)
    {
        Check(request, out var read);
        return await DecideAsync(read!) is { } late
            ? throw new ApplicationFailureException(late, errorType: ContractNames.Refused)
            : new() { Item = read!.Item, State = ItemState.Looking };
    }

    /// <summary>Refuses a decision that cannot be carried out, and says what can.</summary>
    [WorkflowUpdateValidator(nameof(ResolveAsync))]
    public void ValidateResolve(IRawValue request)
    {
        if (Check(request, out _) is { } refusal)
        {
            throw new ApplicationFailureException(refusal, errorType: ContractNames.Refused);
        }
    }

    /// <summary>The same decision as a signal; one that cannot be carried out is logged and ignored.</summary>
    [WorkflowSignal(ContractNames.Resolve, Description = ReplacementDecisions.Example)]
    public async Task ResolveSignalAsync(IRawValue request)
    {
        if ((Check(request, out var read) ?? await DecideAsync(read!)) is { } refusal)
        {
            Workflow.Logger.LogWarning("Resolve ignored: {Refusal}", refusal);
        }
    }

    /// <summary>A window tells how far it is.</summary>
    [WorkflowSignal(ReplacementNames.WindowChanged)]
    public Task WindowChangedAsync(IRawValue news)
    {
        fleet?.Hear(news);
        return Task.CompletedTask;
    }

    private IReadOnlyList<UsedImage> Images => admission?.Images ?? [];

    private FleetSurvey Chosen => admission?.Fleet ?? new([], [], []);

    private ReplacementSpec Admitted()
    {
        if (reading.Spec is not { } spec)
        {
            throw Refused(ReplacementResultRules.Unreadable(reading.Errors));
        }

        RefuseFor(spec, OperationKinds.Replacement.RefuseId(spec, Workflow.Info.WorkflowId) is { } refusal ? [refusal] : plan.Refusals);
        return spec;
    }

    private async Task<ReplacementResult> ReplaceAsync(ReplacementSpec spec)
    {
        Workflow.Logger.LogInformation("Started: {Name} {Version}, selections: {Selections}", spec.Name, spec.Version, spec.Instances.Count);
        board.Enter(OperationPhase.Resolving, SpecAttributes.Of(spec));
        admission = new(spec, ownSteps, refusals => RefuseFor(spec, refusals));
        await admission.RunAsync();
        var (images, survey, disks) = (admission.Images, admission.Fleet, admission.Disks);
        RefuseFor(spec, plan.Changes(SpecDigest.Of(spec), null, FleetItemRules.Items(survey.Instances, disks)));

        board.Plan([], images[0].ImageId);
        RunAttributes.Set(
            ContractNames.SourceAttribute.ValueSet(images[0].ImageId),
            ContractNames.FormerImagesAttribute.ValueSet([.. survey.Instances.Select(instance => instance.FormerImageId).Distinct(StringComparer.Ordinal).Take(FleetRules.MaxFormerImages)]));
        var run = new ReplacementRun(spec.Name, spec.Version, Workflow.Info.FirstExecutionRunId, admission.Account, admission.Installation, spec.DaysKept, spec.Test, spec.OnFailure);
        var needing = FleetRules.Needing(survey.Instances, disks);
        var canary = Math.Min(spec.Pace.Canary, needing);
        var windows = FleetRules.Windows(FleetRules.Ordered(survey.Instances, disks), canary);
        fleet = new(run, disks, windows, spec.Pace.Places(survey.Instances.Count), spec.Pace.StopAfter, board);
        return await RollAsync(spec, fleet, windows.Count, canary, isAll: canary == needing);
    }

    private async Task<ReplacementResult> RollAsync(ReplacementSpec spec, FleetRuns runs, int windows, int ofCanary, bool isAll)
    {
        var canary = FleetRules.CanaryWindows(ofCanary);
        if (canary > 0)
        {
            board.Enter(OperationPhase.Canary);
            await runs.RunAsync(0, canary);
            await SoakAsync(spec.Pace, runs, ofCanary, isAll);
        }

        if (runs.Stopped is null && canary < windows)
        {
            board.Enter(OperationPhase.Replacing);
            await runs.RunAsync(canary, windows);
        }

        var outcomes = await runs.EndAsync();
        await Workflow.WaitConditionAsync(() => Workflow.AllHandlersFinished);
        var result = ReplacementResultRules.Ended(spec, Images, outcomes, Notices(spec, runs, outcomes));
        board.End(result);
        return result.Outcome == OperationOutcome.Completed ? result : throw result.ToFailure();
    }

    // A canary of which one has failed is none to go by.
    private async Task SoakAsync(PaceSpec pace, FleetRuns runs, int ofCanary, bool isAll)
    {
        if (runs.Failed > 0)
        {
            await runs.StopAsync(FleetRules.CanaryFailed(runs.Failed));
        }

        if (runs.Stopped is not null || isAll)
        {
            return;
        }

        if (pace.SoakTime is { } time)
        {
            await runs.RunUntilAsync(Workflow.DelayWithOptionsAsync(new(time, summary: "the canary is watched")));
            return;
        }

        var decision = ownSteps.AskAsync(new(ReplacementNames.CanaryStep, FleetRules.CanaryWaits(ofCanary)), [ResolveAction.Continue, ResolveAction.Back, ResolveAction.Abort]);
        await runs.RunUntilAsync(decision);
        if (!decision.IsCompleted)
        {
            // Nothing is left to be decided: none is begun any more.
            ownSteps.Decide(ResolveAction.Abort);
        }

        await FollowAsync(await decision, runs);
    }

    private static async Task FollowAsync(ResolveAction decision, FleetRuns runs)
    {
        if (decision == ResolveAction.Continue)
        {
            return;
        }

        await runs.StopAsync(FleetRules.CanaryGivenUp);
        if (decision == ResolveAction.Back)
        {
            await runs.BringBackAsync(ReplacementNames.Item);
        }
    }

    private string? Check(IRawValue request, out ResolveRequest? read) => ReplacementDecisions.Check(request, board.Items, Chosen, reading.Spec, fleet is not null, out read);

    /// <summary>Null = told; else why it comes too late.</summary>
    private async Task<string?> DecideAsync(ResolveRequest request)
    {
        Workflow.Logger.LogInformation("{Item}: {Action} was decided at {Step}", request.Item, request.Action, request.Step);
        if (request.Action == ResolveAction.Back && board.Items.All(row => row.Item != request.Item))
        {
            return await fleet!.BringBackAsync(request.Item);
        }

        if (request.Item != ReplacementNames.Item)
        {
            return await fleet!.TellAsync(request);
        }

        ownSteps.Decide(request.Action);
        return null;
    }

    private IReadOnlyList<string> Notices(ReplacementSpec spec, FleetRuns runs, IReadOnlyList<InstanceOutcome> outcomes) =>
        [.. Chosen.Notices, .. runs.Notices, .. RestoreRules.Notices(outcomes, spec.DaysKept, WorkflowTime.Now)];

    private void RefuseFor(ReplacementSpec spec, IReadOnlyList<Refusal> refusals)
    {
        if (refusals.Count > 0)
        {
            throw Refused(ReplacementResultRules.Refused(spec, refusals));
        }
    }

    private ApplicationFailureException Refused(ReplacementResult result)
    {
        board.End(result);
        return result.ToFailure();
    }
}
