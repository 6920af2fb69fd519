namespace SharedImages.Workflows;

/// <summary>What a caller asks for: instances of one image, in one or several regions.</summary>
/// <param name="Name">Name of the launch, 1–64 of <c>A-Z a-z 0-9 . _ -</c>; with <paramref name="Version"/> it makes the workflow id. Required.</param>
/// <param name="Version">Version of the launch, of the same form. Required.</param>
/// <param name="Account">UID that the worker must act for. Default null: whichever it holds.</param>
/// <param name="Image">What they are made from. Required.</param>
/// <param name="Targets">1–60, each region once; of an image that is named by its id, one. Required.</param>
/// <param name="Instance">What they are like. Required.</param>
/// <param name="Test">What each must show before it counts. Default null: that it runs.</param>
/// <param name="OnFailure">What happens to this run's instances when a region fails. Default <see cref="OnFailure.Keep"/>.</param>
public sealed record LaunchSpec(
    string Name,
    string Version,
    string? Account,
    ImageReference Image,
    IReadOnlyList<LaunchTarget> Targets,
    InstanceSpec Instance,
    TestSpec? Test,
    OnFailure OnFailure) : IOperationSpec
{
    /// <summary>Value of <c>kind</c> in a spec.</summary>
    public const string SpecKind = "Launch";

    /// <summary>Always <see cref="ContractNames.ApiVersion"/>.</summary>
    public string ApiVersion { get; } = ContractNames.ApiVersion;

    /// <summary>Always <see cref="SpecKind"/>.</summary>
    public string Kind { get; } = SpecKind;

    IReadOnlyList<string> IOperationSpec.Regions => [.. Targets.Select(target => target.Region)];

    string? IOperationSpec.SourceImageId => Image.ImageId;

    string? IOperationSpec.SourceOwner => Image.Owner;

    IOperationSpec IOperationSpec.Canonical() => this with
    {
        Targets = [.. Targets.OrderBy(target => target.Region, StringComparer.Ordinal)],
        Instance = Instance.Canonical(),
    };
}
