namespace SharedImages.Workflows;

/// <summary>What a caller asks for: images of ours, to be shared with accounts and to be taken back from accounts.</summary>
/// <param name="Name">Name of the operation, 1–64 of <c>A-Z a-z 0-9 . _ -</c>; with <paramref name="Version"/> it makes the workflow id. Required.</param>
/// <param name="Version">Of the same form. Required.</param>
/// <param name="Account">UID that the worker must act for. Default null: whichever it holds.</param>
/// <param name="Images">1–20: what a promotion left, wherever that is, or single images. Required.</param>
/// <param name="Add">UIDs to share them with, at most 50. Default: none.</param>
/// <param name="Remove">UIDs to take them back from, at most 50. Default: none.</param>
/// <param name="Confirmed">Whether the effects of taking images back are known and wanted (facts §4.5). Default false: it is refused, and they are listed.</param>
public sealed record SharingSpec(
    string Name,
    string Version,
    string? Account,
    IReadOnlyList<ImageReference> Images,
    IReadOnlyList<string> Add,
    IReadOnlyList<string> Remove,
    bool Confirmed) : IOperationSpec
{
    /// <summary>Value of <c>kind</c> in a spec.</summary>
    public const string SpecKind = "Sharing";

    /// <summary>Always <see cref="ContractNames.ApiVersion"/>.</summary>
    public string ApiVersion { get; } = ContractNames.ApiVersion;

    /// <summary>Always <see cref="SpecKind"/>.</summary>
    public string Kind { get; } = SpecKind;

    IReadOnlyList<string> IOperationSpec.Regions => [.. Images.Select(image => image.Region).OfType<string>().Distinct(StringComparer.Ordinal)];

    string? IOperationSpec.SourceImageId => Images is [{ ImageId: { } id }] ? id : null;

    string? IOperationSpec.SourceOwner => null;

    IOperationSpec IOperationSpec.Canonical() => this with
    {
        Images = [.. Images.OrderBy(image => image.Promotion, StringComparer.Ordinal).ThenBy(image => image.Region, StringComparer.Ordinal).ThenBy(image => image.ImageId, StringComparer.Ordinal)],
        Add = [.. Add.Order(StringComparer.Ordinal)],
        Remove = [.. Remove.Order(StringComparer.Ordinal)],
    };
}
