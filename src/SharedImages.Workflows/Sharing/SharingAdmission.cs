using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// Everything that is looked up and checked before a sharing's first write. The sharing goes through it, and so does a plan of it, so that both find
/// the same.
/// </summary>
/// <param name="spec">The sharing.</param>
/// <param name="steps">How its steps are run.</param>
/// <param name="refuse">What happens when something speaks against it: a run ends there, a plan goes on and gathers.</param>
internal sealed class SharingAdmission(SharingSpec spec, IAdmissionSteps steps, Action<IReadOnlyList<Refusal>> refuse)
{
    /// <summary>The images.</summary>
    public IReadOnlyList<ImageRef> Images { get; private set; } = [];

    /// <summary>What there is to change of each image, and whom it was shared with before.</summary>
    public IReadOnlyList<(ChangeSharesRequest Change, IReadOnlyList<string> Before)> Changes { get; private set; } = [];

    /// <summary>Who loses what, a line per account.</summary>
    public IReadOnlyList<string> Losses { get; private set; } = [];

    /// <summary>Looks and checks; at its end nothing has been written.</summary>
    public async Task RunAsync()
    {
        var reports = new List<ImageReport>();
        foreach (var image in spec.Images)
        {
            reports.Add(await FindAsync(image));
        }

        var (images, refusals) = SharingRules.Found(reports);
        Images = images;
        refuse(refusals);
        if (images.Count == 0)
        {
            return;
        }

        var account = reports[0].Account;
        var survey = await SurveyAsync(new(account, images, spec.Add, spec.Remove));
        var plan = SharingRules.Plan(spec, account, survey.Images);
        Losses = SharingRules.Losses(plan);
        Changes = [.. plan.Zip(survey.Images, (change, image) => (change, image.Accounts))];
        refuse([.. survey.Refusals, .. SharingRules.Confirmation(spec, Losses)]);
    }

    private Task<ImageReport> FindAsync(ImageReference image)
    {
        var request = new ResolveImagesRequest(spec.Account, image, image.Region is { } region ? [region] : []);
        return steps.RunAsync("find images", OwnSteps.BeforeWrites, () => Workflow.ExecuteActivityAsync(
            (IImageActivities a) => a.ResolveImagesAsync(request), StepOptions.Read($"find {image}")));
    }

    private Task<SharesSurvey> SurveyAsync(SurveySharesRequest request) => steps.RunAsync("check shares", OwnSteps.BeforeWrites, () => Workflow.ExecuteActivityAsync(
        (ISharingActivities a) => a.SurveySharesAsync(request), StepOptions.Read($"see whom {request.Images.Count} images are shared with")));
}
