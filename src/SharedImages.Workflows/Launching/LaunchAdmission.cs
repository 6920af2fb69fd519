using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// Everything that is looked up and checked before a launch's first write. The launch goes through it, and so does a plan of it, so that both find
/// the same.
/// </summary>
/// <param name="spec">The launch.</param>
/// <param name="steps">How its steps are run.</param>
/// <param name="refuse">What happens when something speaks against it: a run ends there, a plan goes on and gathers.</param>
internal sealed class LaunchAdmission(LaunchSpec spec, IAdmissionSteps steps, Action<IReadOnlyList<Refusal>> refuse)
{
    /// <summary>Of each target what is launched there, or why nothing can be.</summary>
    public IReadOnlyList<(RegionLaunchInput? Launch, LaunchTarget Target, StepError? Error)> Regions { get; private set; } = [];

    /// <summary>Looks and checks; at its end nothing has been launched.</summary>
    /// <param name="found">Told as soon as the rows are known.</param>
    public async Task RunAsync(Action found)
    {
        var find = new ResolveImagesRequest(spec.Account, spec.Image, [.. spec.Targets.Select(target => target.Region)]);
        var ask = new SurveyLaunchRequest(spec.Targets, spec.Instance, spec.Test?.Commands ?? []);
        var report = await steps.RunAsync("find image", OwnSteps.BeforeWrites, () => Workflow.ExecuteActivityAsync(
            (IImageActivities a) => a.ResolveImagesAsync(find), StepOptions.Read($"find {spec.Image}, check trust")));
        var survey = await steps.RunAsync("check regions", OwnSteps.BeforeWrites, () => Workflow.ExecuteActivityAsync(
            (ILaunchActivities a) => a.SurveyLaunchAsync(ask), StepOptions.Read($"check settings, ask {spec.Targets.Count} regions for types and stock")));
        refuse([.. report.Refusals, .. survey.Refusals]);
        var identity = new RunIdentity(Workflow.Info.FirstExecutionRunId, report.Account, report.Installation);
        // Without refusals there is an image for each, and an answer of each.
        var planned = spec.Targets.Select(target => LaunchItemRules.Plan(spec, target, identity, report, survey)).OfType<LaunchItemRules.PlannedLaunch>().ToList();
        var refusals = planned.SelectMany(plan => plan.Refusals).ToList();
        refuse(refusals);
        found();
        Regions = [.. planned.Select(plan => (plan.Error is null ? plan.Launch : null, plan.Launch.Target, plan.Error))];
        var possible = Regions.Select(region => region.Launch).OfType<RegionLaunchInput>().ToList();
        if (possible.Count == 0)
        {
            refuse([.. planned.Select(plan => new Refusal("regions", plan.Error!.Sentence()))]);
        }

        if (report.Refusals.Count + survey.Refusals.Count + refusals.Count > 0)
        {
            return;
        }

        foreach (var launch in possible)
        {
            await DryRunAsync(launch);
        }
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
}
