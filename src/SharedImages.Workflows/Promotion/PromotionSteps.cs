using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>The steps of the promotion itself. One that an operator can put right parks, in a row of its own, until he decides.</summary>
internal sealed class PromotionSteps(IAdmissionSteps steps)
{
    /// <exception cref="StepFailedException">It cannot be put right, or the operator gave it up; so for all.</exception>
    public Task<SourceReport> ResolveSourceAsync(PromotionSpec spec)
    {
        var request = new ResolveSourceRequest(spec.Source, spec.Account, spec.Share.Accounts);
        return steps.RunAsync("resolve source", OwnSteps.BeforeWrites, () => Workflow.ExecuteActivityAsync(
            (IPromotionActivities a) => a.ResolveSourceAsync(request), StepOptions.Read($"{spec.Source.Region} {spec.Source.ImageId ?? spec.Source.NamePattern}: find source, check trust")));
    }

    public Task<Survey> SurveyAsync(PromotionSpec spec, string account)
    {
        var request = new SurveyRequest(spec.Name, spec.Version, account, spec.Source.Region, [.. spec.Targets.Select(target => target.Region)]);
        return steps.RunAsync("check regions", OwnSteps.BeforeWrites, () => Workflow.ExecuteActivityAsync(
            (IPromotionActivities a) => a.SurveyAsync(request), StepOptions.Read($"check {request.Targets.Count} regions, look for what there is of this version")));
    }

    /// <summary>
    /// Whether the worker's settings and the regions allow what is to be tested and launched, and how each region's copy is tested: asked before
    /// anything is copied, or it were copied for nothing.
    /// </summary>
    public async Task<(IReadOnlyList<Refusal> Refusals, IReadOnlyDictionary<string, CopyTestInput>? Tests)> CheckUseAsync(PromotionSpec spec, SourceImage source, string account)
    {
        var refusals = new List<Refusal>();
        IReadOnlyDictionary<string, CopyTestInput>? tests = null;
        if (spec.Test is { } test)
        {
            var asked = CopyUseRules.Survey(spec, test);
            var survey = await SurveyLaunchAsync(asked);
            refusals.AddRange(CopyUseRules.Refuse(spec, source, account, asked, survey));
            tests = CopyUseRules.Tests(spec, source, account, test, asked, survey);
        }

        if (spec.Launch is { } launch)
        {
            var asked = CopyUseRules.Survey(launch);
            refusals.AddRange(CopyUseRules.Refuse(spec, source, account, asked, await SurveyLaunchAsync(asked)));
        }

        return ([.. refusals.Distinct()], tests);
    }

    private Task<LaunchSurvey> SurveyLaunchAsync(SurveyLaunchRequest request) => steps.RunAsync("check instances", OwnSteps.BeforeWrites, () => Workflow.ExecuteActivityAsync(
        (ILaunchActivities a) => a.SurveyLaunchAsync(request), StepOptions.Read($"check settings, ask {request.Targets.Count} regions for types and stock")));

    public Task DryRunAsync(CopyRequest copy) => steps.RunAsync("dry run", OwnSteps.BeforeWrites, async () =>
    {
        await Workflow.ExecuteActivityAsync(
            (IPromotionActivities a) => a.DryRunCopyAsync(copy), StepOptions.Read($"{copy.FromRegion} {copy.FromImageId}: let ECS check the intake"));
        return true;
    });

    /// <summary>Deletes the intake, its snapshots with it.</summary>
    public Task DeleteIntakeAsync(RemoveImageRequest image) =>
        steps.RunAsync("delete intake", [ResolveAction.Retry, ResolveAction.Skip], () => ImageRemoval.RemoveAsync(image));
}
