using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// Everything that is looked up and checked before a promotion's first write. The promotion goes through it, and so does a plan of it, so that
/// both find the same.
/// </summary>
/// <param name="spec">The promotion.</param>
/// <param name="steps">Its steps.</param>
/// <param name="refuse">What happens when something speaks against it: a run ends there, a plan goes on and gathers.</param>
internal sealed class PromotionAdmission(PromotionSpec spec, PromotionSteps steps, Action<IReadOnlyList<Refusal>> refuse)
{
    private bool isRefused;

    /// <summary>Null until the worker has said who it is.</summary>
    public RunIdentity? Identity { get; private set; }

    /// <summary>Null until one is found.</summary>
    public SourceImage? Source { get; private set; }

    /// <summary>What there was of the version before.</summary>
    public IReadOnlyList<VersionCopy> Before { get; private set; } = [];

    /// <summary>How the copy of each region is tested; null = none is.</summary>
    public IReadOnlyDictionary<string, CopyTestInput>? Tests { get; private set; }

    /// <summary>Whether the image is taken in before it is distributed.</summary>
    public bool NeedsIntake => PlanRules.NeedsIntake(spec, Source!, Identity!.Account);

    /// <summary>How the targets answer.</summary>
    public IReadOnlyList<RegionVerdict> Targets { get; private set; } = [];

    /// <summary>The targets that ECS does not know.</summary>
    public IReadOnlyList<RegionVerdict> Unknown => [.. Targets.Where(verdict => verdict.Error?.Kind == StepErrorKind.RegionNotFound)];

    /// <summary>The source as a plan says it.</summary>
    public PlannedSource? PlannedSource => Source is { } found ? new(found.ImageId, found.OwnerId, found.Content, found.Encrypted) : null;

    /// <summary>Looks and checks; at its end nothing has been written.</summary>
    /// <param name="found">Told the source as soon as nothing speaks against it any more.</param>
    public async Task RunAsync(Action<SourceImage> found)
    {
        var report = await steps.ResolveSourceAsync(spec);
        Identity = new(Workflow.Info.FirstExecutionRunId, report.Account, report.Installation);
        Source = report.Image;
        var isGone = VersionRules.IsGone(report);
        if (!isGone)
        {
            Refuse(Source is null ? report.Refusals : [.. report.Refusals, .. EncryptionRules.Check(spec, Source, NeedsIntake)]);
        }

        var survey = await steps.SurveyAsync(spec, Identity.Account);
        Before = survey.Copies;
        Targets = survey.Targets;
        if (isGone)
        {
            Source = VersionRules.FromIntake(spec, survey.Copies);
            Refuse(Source is null ? report.Refusals : EncryptionRules.Check(spec, Source, NeedsIntake));
        }

        if (Source is null)
        {
            return;
        }

        Refuse(VersionRules.Check(spec, Source, survey.Copies));
        (var refusals, Tests) = await steps.CheckUseAsync(spec, Source, Identity.Account);
        Refuse(refusals);
        found(Source);
        if (survey.Targets.All(verdict => verdict.Error is not null))
        {
            Refuse([.. survey.Targets.Select(verdict => new Refusal("regions", verdict.Error!.Sentence()))]);
        }

        // An intake that is there already has passed, and its source may be gone.
        if (!isRefused && NeedsIntake && VersionRules.FromIntake(spec, survey.Copies) is null)
        {
            await steps.DryRunAsync(PlanRules.Copy(PlanRules.Intake(spec, Source, Identity), Workflow.Info.WorkflowId, 0));
        }
    }

    private void Refuse(IReadOnlyList<Refusal> refusals)
    {
        isRefused |= refusals.Count > 0;
        refuse(refusals);
    }
}
