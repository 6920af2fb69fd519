using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>The steps of the replacement itself, all before the first write.</summary>
internal sealed class ReplacementSteps(IAdmissionSteps steps)
{
    /// <exception cref="StepFailedException">It cannot be put right, or the operator gave it up; so for all.</exception>
    public Task<ImageReport> ResolveImagesAsync(ReplacementSpec spec)
    {
        IReadOnlyList<string> regions = [.. spec.Instances.Select(selection => selection.Region).Distinct(StringComparer.Ordinal)];
        var request = new ResolveImagesRequest(spec.Account, spec.Image, regions);
        return steps.RunAsync("find images", OwnSteps.BeforeWrites, () => Workflow.ExecuteActivityAsync(
            (IImageActivities a) => a.ResolveImagesAsync(request), StepOptions.Read($"find {spec.Image}, check trust")));
    }

    public Task<FleetSurvey> SurveyAsync(SurveyFleetRequest request) => steps.RunAsync("survey", OwnSteps.BeforeWrites, () => Workflow.ExecuteActivityAsync(
        (IReplacementActivities a) => a.SurveyFleetAsync(request), StepOptions.Read("find the instances, check them")));
}
