using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>The steps of the promotion itself. One that an operator can put right parks, in a row of its own, until he decides.</summary>
internal sealed class PromotionSteps(OwnSteps steps)
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
