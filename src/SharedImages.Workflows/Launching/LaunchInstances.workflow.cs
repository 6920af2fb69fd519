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
    private readonly SortedDictionary<string, RegionLaunch> regions = new(StringComparer.Ordinal);
    private readonly List<LaunchOutcome> outcomes = [];

    /// <summary>Reads the spec before any handler runs.</summary>
    /// <param name="spec">One JSON object, read strictly; <see cref="LaunchSpec"/>.</param>
    [WorkflowInit]
    public LaunchInstancesWorkflow(IRawValue? spec = null)
    {
        reading = LaunchSpecReader.ReadJson(spec is null ? [] : spec.Payload.Data.Span);
        board = new(OperationKinds.Launch, reading.Spec?.Name ?? "", reading.Spec?.Version ?? "");
        steps = new(board);
    }

    private protected override OperationBoard Board => board;

    private protected override ItemState NextState => ItemState.Launching;

    /// <summary>Runs the launch.</summary>
    /// <param name="spec">See the constructor.</param>
    [WorkflowRun]
    public async Task<LaunchResult> RunAsync(IRawValue? spec = null)
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

        return OperationKinds.Launch.RefuseId(spec, Workflow.Info.WorkflowId) is { } refusal ? throw Refused(LaunchResultRules.Refused(spec, [refusal])) : spec;
    }

    private async Task<LaunchResult> LaunchAsync(LaunchSpec spec)
    {
        Workflow.Logger.LogInformation("Started: {Name} {Version} in {Regions} regions", spec.Name, spec.Version, spec.Targets.Count);
        board.Enter(OperationPhase.Resolving, SpecAttributes.Of(spec));
        var inputs = await PlanAsync(spec);
        board.Enter(OperationPhase.Launching);
        outcomes.AddRange(await Workflow.WhenAllAsync(spec.Targets.Select(target => RunAsync(target, inputs.Find(input => input.Launch?.Target == target)))));
        return await EndAsync(spec);
    }

    /// <summary>Everything that is checked before the first write. A region without an input has an error instead.</summary>
    private async Task<List<(RegionLaunchInput? Launch, LaunchTarget Target, StepError? Error)>> PlanAsync(LaunchSpec spec)
    {
        var find = new ResolveImagesRequest(spec.Account, spec.Image, [.. spec.Targets.Select(target => target.Region)]);
        var ask = new SurveyLaunchRequest(spec.Targets, spec.Instance, spec.Test?.Commands ?? []);
        var report = await steps.RunAsync("find image", OwnSteps.BeforeWrites, () => Workflow.ExecuteActivityAsync(
            (IImageActivities a) => a.ResolveImagesAsync(find), StepOptions.Read($"find {spec.Image}, check trust")));
        var survey = await steps.RunAsync("check regions", OwnSteps.BeforeWrites, () => Workflow.ExecuteActivityAsync(
            (ILaunchActivities a) => a.SurveyLaunchAsync(ask), StepOptions.Read($"check settings, ask {spec.Targets.Count} regions for types and stock")));
        RefuseFor(spec, [.. report.Refusals, .. survey.Refusals]);
        var identity = new RunIdentity(Workflow.Info.FirstExecutionRunId, report.Account, report.Installation);
        var planned = spec.Targets.Select(target => Plan(spec, target, identity, report, survey)).ToList();
        RefuseFor(spec, [.. planned.SelectMany(plan => plan.Refusals)]);
        board.Plan(spec.Targets.Select(target => new ItemProgress { Item = target.Region, State = ItemState.Pending }), spec.Image.ImageId);
        var possible = planned.Where(plan => plan.Error is null).Select(plan => plan.Launch!).ToList();
        if (possible.Count == 0)
        {
            RefuseFor(spec, [.. planned.Select(plan => new Refusal("regions", plan.Error!.Sentence()))]);
        }

        foreach (var launch in possible)
        {
            await DryRunAsync(launch);
        }

        return [.. planned.Select(plan => (plan.Error is null ? plan.Launch : null, plan.Target, plan.Error))];
    }

    private static (RegionLaunchInput? Launch, LaunchTarget Target, StepError? Error, IReadOnlyList<Refusal> Refusals) Plan(
        LaunchSpec spec, LaunchTarget target, RunIdentity identity, ImageReport report, LaunchSurvey survey)
    {
        var offer = survey.Regions.Single(offered => offered.Region == target.Region);
        var image = report.Images.Single(used => used.Region == target.Region);
        var refusals = LaunchRules.Refuse(target, spec.Instance, image, identity.Account, offer);
        return (new(identity, target, spec.Instance, spec.Test, image, LaunchRules.Fitting(image, offer)), target, offer.Error, refusals);
    }

    private Task<bool> DryRunAsync(RegionLaunchInput launch)
    {
        var place = LaunchRules.Places(launch.Target, launch.Types)[0];
        var group = LaunchRules.Group(launch, place, LaunchRules.Amount(launch.Target.Count), Workflow.Info.WorkflowId, 0);
        return steps.RunAsync("dry run", OwnSteps.BeforeWrites, async () =>
        {
            await Workflow.ExecuteActivityAsync(
                (ILaunchActivities a) => a.DryRunInstancesAsync(group), StepOptions.Read($"{group.Region}: let ECS check {group.Amount} {group.InstanceType} at {group.VSwitch}"));
            return true;
        });
    }

    private async Task<LaunchOutcome> RunAsync(LaunchTarget target, (RegionLaunchInput? Launch, LaunchTarget Target, StepError? Error) plan)
    {
        LaunchOutcome outcome;
        if (plan.Launch is { } launch)
        {
            var region = regions[target.Region] = new(launch, board);
            outcome = await region.RunAsync();
            await region.TellEndAsync(LaunchResultRules.ProgressOf(outcome));
        }
        else
        {
            outcome = new() { Region = target.Region, State = ItemState.Failed, Wanted = target.Count, Error = plan.Error };
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
