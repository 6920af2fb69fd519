namespace SharedImages.Workflows;

/// <summary>What a caller asks for: an image that is bad, and all that came of it, is not to be used any more; or is again.</summary>
/// <param name="Name">The name of the promotion that is recalled; of one image, <see cref="RecallNames.OneImage"/>. Required.</param>
/// <param name="Version">The version that is recalled; of one image, its id. Required.</param>
/// <param name="Image">What is bad: what a promotion left, with what its source images are and became, or one image by its id. Required.</param>
/// <param name="Account">UID that the worker must act for. Default null: whichever it holds.</param>
/// <param name="Reason">Why. Default null.</param>
/// <param name="Plan">Whether it only says what there is to do. Default false.</param>
/// <param name="Release">Whether the recall is taken back: the images may be used again. Default false.</param>
public sealed record RecallSpec(
    string Name,
    string Version,
    ImageReference Image,
    string? Account,
    string? Reason,
    bool Plan,
    bool Release) : IOperationSpec
{
    /// <summary>Value of <c>kind</c> in a spec.</summary>
    public const string SpecKind = "Recall";

    /// <summary>Always <see cref="ContractNames.ApiVersion"/>.</summary>
    public string ApiVersion { get; } = ContractNames.ApiVersion;

    /// <summary>Always <see cref="SpecKind"/>.</summary>
    public string Kind { get; } = SpecKind;

    /// <summary>Name and version in one, as the register has them.</summary>
    internal string Recall => $"{Name}/{Version}";

    /// <summary>Where there are images of it shows when they are looked for.</summary>
    IReadOnlyList<string> IOperationSpec.Regions => [];

    string? IOperationSpec.SourceImageId => null;

    string? IOperationSpec.SourceOwner => null;

    IOperationSpec IOperationSpec.Canonical() => this;
}
