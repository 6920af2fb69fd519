namespace SharedImages.Workflows;

/// <summary>
/// Everything that is looked up and checked before a replacement's first write. The replacement goes through it, and so does a plan of it, so that both
/// find the same.
/// </summary>
/// <param name="spec">The replacement.</param>
/// <param name="steps">How its steps are run.</param>
/// <param name="refuse">What happens when something speaks against it: a run ends there, a plan goes on and gathers.</param>
internal sealed class ReplacementAdmission(ReplacementSpec spec, IAdmissionSteps steps, Action<IReadOnlyList<Refusal>> refuse)
{
    private readonly ReplacementSteps steps = new(steps);

    /// <summary>UID that the worker acts for.</summary>
    public string Account { get; private set; } = "";

    /// <summary>Name of the deployment.</summary>
    public string Installation { get; private set; } = "";

    /// <summary>The new images.</summary>
    public IReadOnlyList<UsedImage> Images { get; private set; } = [];

    /// <summary>The instances.</summary>
    public FleetSurvey Fleet { get; private set; } = new([], [], []);

    /// <summary>The new disks, one wish for each selection; empty until all images are found.</summary>
    public IReadOnlyList<DiskWish> Disks { get; private set; } = [];

    /// <summary>Looks and checks; at its end nothing has been written.</summary>
    public async Task RunAsync()
    {
        var report = await steps.ResolveImagesAsync(spec);
        (Account, Installation, Images) = (report.Account, report.Installation, report.Images);
        refuse(report.Refusals);
        if (spec.Instances.Any(selection => Images.All(image => image.Region != selection.Region)))
        {
            return;
        }

        Fleet = await steps.SurveyAsync(new(Account, Installation, spec.Instances, Images, spec.DaysKept is not null, spec.Test?.Commands ?? [], spec.OnFailure));
        refuse([.. FleetRules.Encryption(spec, Images, Account), .. Fleet.Refusals]);
        Disks = FleetRules.Disks(spec, Images);
    }
}
