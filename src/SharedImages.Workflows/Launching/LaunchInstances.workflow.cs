using Microsoft.Extensions.Logging;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// Launches instances of one image in one or several regions: find and check the image, ask for stock, launch in groups, wait until all run,
/// test them, report. Completed = everything as asked, but for what a person decided to skip; Failed carries the same result object in its
/// details; Canceled = undone, result in the memo.
/// </summary>
[Workflow(ContractNames.LaunchInstances)]
public sealed class LaunchInstancesWorkflow : OperationWorkflow
{
    private readonly SpecReading<LaunchSpec> reading;
    private readonly OperationBoard board;
    private readonly OwnSteps steps;
    private readonly GivenPlan plan;
    private readonly SortedDictionary<string, RegionLaunch> regions = new(StringComparer.Ordinal);
    private readonly List<LaunchOutcome> outcomes = [];
    private LaunchAdmission? admission;

    /// <summary>Reads the spec before any handler runs.</summary>
    /// <param name="spec">One JSON object, read strictly; <see cref="LaunchSpec"/>.</param>
    /// <param name="planned">The <see cref="OperationPlan"/> that it is to keep to; null = it does what there is to do.</param>
    [WorkflowInit]
    public LaunchInstancesWorkflow(IRawValue? spec = null, IRawValue? planned = null)
    {
        plan = GivenPlan.Read(planned);
        reading = LaunchSpecReader.ReadJson(spec is null ? [] : spec.Payload.Data.Span);
        board = new(OperationKinds.Launch, reading.Spec?.Name ?? "", reading.Spec?.Version ?? "");
        steps = new(board);
    }

    private protected override OperationBoard Board => board;

    private protected override ItemState NextState => ItemState.Launching;

    /// <summary>Runs the launch.</summary>
    /// <param name="spec">See the constructor.</param>
    /// <param name="planned">Likewise.</param>
    [WorkflowRun]
    public async Task<LaunchResult> RunAsync(IRawValue? spec = null, IRawValue? planned = null)
    {
        try
        {
            return await LaunchAsync(Admitted());
        }
        catch (StepFailedException failure)
        {
            // Only steps before the first write end here.
            throw Refused(LaunchResultRules.Refused(reading.Spec!, [new(failure.Step, failure.Error.Sentence())]));
        }
        catch (Exception e) when (TemporalException.IsCanceledException(e))
        {
            Workflow.Logger.LogInformation("Canceled: what this run made is removed");
            var report = await UndoAsync();
            var result = LaunchResultRules.Canceled(reading.Spec, outcomes, report);
            board.End(result);
            board.Keep(LaunchResultRules.Bounded(result));
            throw;
        }
    }

    private LaunchSpec Admitted()
    {
        if (reading.Spec is not { } spec)
        {
            throw Refused(LaunchResultRules.Unreadable(reading.Errors));
        }

        RefuseFor(spec, OperationKinds.Launch.RefuseId(spec, Workflow.Info.WorkflowId) is { } refusal ? [refusal] : plan.Refusals);
        return spec;
    }

    private async Task<LaunchResult> LaunchAsync(LaunchSpec spec)
    {
        Workflow.Logger.LogInformation("Started: {Name} {Version} in {Regions} regions", spec.Name, spec.Version, spec.Targets.Count);
        board.Enter(OperationPhase.Resolving, SpecAttributes.Of(spec));
        await AdmitAsync(spec);
        board.Enter(OperationPhase.Launching);
        outcomes.AddRange(await Workflow.WhenAllAsync(admission!.Regions.Select(RunAsync)));
        return await EndAsync(spec);
    }

    private async Task AdmitAsync(LaunchSpec spec)
    {
        admission = new(spec, steps, refusals => RefuseFor(spec, refusals));
        await admission.RunAsync(() => board.Plan(spec.Targets.Select(target => new ItemProgress { Item = target.Region, State = ItemState.Pending }), spec.Image.ImageId));
        RefuseFor(spec, plan.Changes(SpecDigest.Of(spec), null, LaunchItemRules.Items(spec, admission.Regions)));
    }

    private async Task<LaunchOutcome> RunAsync((RegionLaunchInput? Launch, LaunchTarget Target, StepError? Error) input)
    {
        LaunchOutcome outcome;
        var target = input.Target;
        if (input.Launch is { } launch)
        {
            var region = regions[target.Region] = new(launch, board);
            outcome = await region.RunAsync();
            await region.TellEndAsync(LaunchResultRules.ProgressOf(outcome));
        }
        else
        {
            outcome = new() { Region = target.Region, State = ItemState.Failed, Wanted = target.Count, Error = input.Error };
        }

        board.Show(LaunchResultRules.ProgressOf(outcome));
        return outcome;
    }

    private async Task<LaunchResult> EndAsync(LaunchSpec spec)
    {
        // A canceled region returns its outcome; the cancellation of the whole shows here.
        Workflow.CancellationToken.ThrowIfCancellationRequested();
        var complete = LaunchResultRules.IsComplete(outcomes);
        var undo = !complete && spec.OnFailure == OnFailure.Undo ? await UndoAsync() : null;
        await Workflow.WaitConditionAsync(() => Workflow.AllHandlersFinished);
        var result = LaunchResultRules.Ended(spec, outcomes, complete, undo);
        board.End(result);
        return complete ? result : throw result.ToFailure();
    }

    /// <summary>Removes every instance that this run made, in all regions at once.</summary>
    private async Task<UndoReport> UndoAsync()
    {
        if (regions.Count > 0)
        {
            board.Enter(OperationPhase.Undoing);
        }

        return LaunchResultRules.Undo(await Workflow.WhenAllAsync(regions.Select(async region =>
        {
            var report = await region.Value.UndoAsync();
            var index = outcomes.FindIndex(outcome => outcome.Region == region.Key);
            if (index >= 0 && report.Left.Count == 0)
            {
                outcomes[index] = outcomes[index] with { State = ItemState.Undone, Instances = [] };
            }

            board.Show(index >= 0 ? LaunchResultRules.ProgressOf(outcomes[index]) : new() { Item = region.Key, State = ItemState.Undone });
            return report;
        })));
    }

    private protected override void Decide(ResolveRequest request)
    {
        if (!regions.TryGetValue(request.Item, out var region))
        {
            steps.Decide(request.Action);
            return;
        }

        // The row says so at once, so that no second decision is accepted.
        board.Resume(request.Item);
        region.Decide(request.Action);
    }

    private void RefuseFor(LaunchSpec spec, IReadOnlyList<Refusal> refusals)
    {
        if (refusals.Count > 0)
        {
            throw Refused(LaunchResultRules.Refused(spec, refusals));
        }
    }

    private ApplicationFailureException Refused(LaunchResult result)
    {
        board.End(result);
        return result.ToFailure();
    }
}
