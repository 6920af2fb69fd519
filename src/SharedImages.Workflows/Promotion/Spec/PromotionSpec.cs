namespace SharedImages.Workflows;

/// <summary>What a caller asks for: one version of one image, to be in several regions.</summary>
/// <param name="Name">Name of the promotion, 1–64 of <c>A-Z a-z 0-9 . _ -</c>; with <paramref name="Version"/> it makes the workflow id. Required.</param>
/// <param name="Version">Version of the image, of the same form. Required.</param>
/// <param name="Account">UID that the worker must act for. Default null: whichever it holds.</param>
/// <param name="Source">Where the image comes from. Required.</param>
/// <param name="Intake">The copy inside the source's region. Default null: a plain one, kept, for a shared image; none for an own one.</param>
/// <param name="Targets">1–60, each region once. Required.</param>
/// <param name="Image">What the copies are called. Required.</param>
/// <param name="Share">Whom the copies are shared on to. Default: nobody.</param>
/// <param name="OnFailure">What happens to this run's copies when a region fails. Default <see cref="OnFailure.Keep"/>.</param>
/// <param name="Test">What each copy must show before it is shared. Default null: it is compared with its source only.</param>
/// <param name="Launch">What is launched from the copies when all are there. Default null: nothing.</param>
public sealed record PromotionSpec(
    string Name,
    string Version,
    string? Account,
    SourceSpec Source,
    IntakeSpec? Intake,
    IReadOnlyList<TargetSpec> Targets,
    ImageSpec Image,
    ShareSpec Share,
    OnFailure OnFailure,
    CopyTestSpec? Test = null,
    LastLaunchSpec? Launch = null) : IOperationSpec
{
    /// <summary>Value of <c>kind</c> in a spec.</summary>
    public const string SpecKind = "Promotion";

    /// <summary>Always <see cref="ContractNames.ApiVersion"/>.</summary>
    public string ApiVersion { get; } = ContractNames.ApiVersion;

    /// <summary>Always <see cref="SpecKind"/>.</summary>
    public string Kind { get; } = SpecKind;

    IReadOnlyList<string> IOperationSpec.Regions => [.. Targets.Select(target => target.Region)];

    string? IOperationSpec.SourceImageId => Source.ImageId;

    string? IOperationSpec.SourceOwner => Source.Owner;

    IOperationSpec IOperationSpec.Canonical() => this with
    {
        Targets = [.. Targets.OrderBy(target => target.Region, StringComparer.Ordinal)],
        Share = new([.. Share.Accounts.Order(StringComparer.Ordinal)]),
        Image = Image with { Tags = new SortedDictionary<string, string>(Image.Tags.ToDictionary(), StringComparer.Ordinal) },
        Launch = Launch is null ? null : Launch with
        {
            Targets = [.. Launch.Targets.OrderBy(target => target.Region, StringComparer.Ordinal)],
            Instance = Launch.Instance.Canonical(),
        },
    };
}
