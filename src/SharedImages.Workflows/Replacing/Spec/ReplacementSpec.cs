namespace SharedImages.Workflows;

/// <summary>What a caller asks for: an image on the system disks of running machines.</summary>
/// <param name="Name">Name of the replacement, 1–64 of <c>A-Z a-z 0-9 . _ -</c>; with <paramref name="Version"/> it makes the workflow id. Required.</param>
/// <param name="Version">Its version, of the same form. Required.</param>
/// <param name="Account">UID that the worker must act for. Default null: whichever it holds.</param>
/// <param name="Image">The new image: what a promotion left in each region, or one by its owner and id. Required.</param>
/// <param name="Instances">1–60 selections; an instance may be selected once. Required.</param>
/// <param name="Pace">How fast. Default: one after the other, until the first fails.</param>
/// <param name="KeepOldDisk">How long a snapshot of each old disk is kept, such as <c>7d</c>; <c>none</c> = no snapshot. Required.</param>
/// <param name="Test">What an instance must show when it runs again; one found Stopped is not tested. Default null: nothing.</param>
/// <param name="OnFailure">What becomes of an instance whose new disk does not do. Default <see cref="WayBack.Keep"/>.</param>
public sealed record ReplacementSpec(
    string Name,
    string Version,
    string? Account,
    ImageReference Image,
    IReadOnlyList<InstanceSelection> Instances,
    PaceSpec Pace,
    string KeepOldDisk,
    TestSpec? Test,
    WayBack OnFailure) : IOperationSpec
{
    /// <summary>Value of <c>kind</c> in a spec.</summary>
    public const string SpecKind = "Replacement";

    /// <summary>Always <see cref="ContractNames.ApiVersion"/>.</summary>
    public string ApiVersion { get; } = ContractNames.ApiVersion;

    /// <summary>Always <see cref="SpecKind"/>.</summary>
    public string Kind { get; } = SpecKind;

    /// <summary>Value of <see cref="KeepOldDisk"/> when no snapshot is wanted.</summary>
    public const string NoSnapshot = "none";

    /// <summary>Days that the snapshots are kept; null = there are none.</summary>
    internal int? DaysKept => KeepOldDisk == NoSnapshot ? null : (int?)SpecDurations.Parse(KeepOldDisk)?.TotalDays;

    IReadOnlyList<string> IOperationSpec.Regions => [.. Instances.Select(selection => selection.Region).Distinct(StringComparer.Ordinal)];

    string? IOperationSpec.SourceImageId => Image.ImageId;

    string? IOperationSpec.SourceOwner => Image.Owner;

    IOperationSpec IOperationSpec.Canonical() => this with
    {
        Instances = [.. Instances.Select(selection => selection with
        {
            Ids = selection.Ids is { } ids ? [.. ids.Order(StringComparer.Ordinal)] : null,
            Tags = selection.Tags is { } tags ? new SortedDictionary<string, string>(tags.ToDictionary(), StringComparer.Ordinal) : null,
        })],
    };
}
