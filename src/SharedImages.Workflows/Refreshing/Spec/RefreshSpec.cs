using System.Text.Json.Serialization;

namespace SharedImages.Workflows;

/// <summary>What a caller asks for: the newest image that somebody shares, in all regions, always. It is a promotion without a version.</summary>
/// <param name="Name">Name of the refresh and of the promotions that it starts. Required.</param>
/// <param name="Account">UID that the worker must act for. Default null: whichever it holds.</param>
/// <param name="Source">Where images come from; by name pattern. Required.</param>
/// <param name="VersionFrom">Where an image's version comes from; <c>version</c> in JSON. Default <see cref="VersionFrom.Matched"/>.</param>
/// <param name="Intake">See <see cref="PromotionSpec"/>.</param>
/// <param name="Targets">See <see cref="PromotionSpec"/>.</param>
/// <param name="Image">What the copies are called; <c>{version}</c> in name and description stands for the version. Required.</param>
/// <param name="Test">See <see cref="PromotionSpec"/>.</param>
/// <param name="Share">See <see cref="PromotionSpec"/>.</param>
/// <param name="Drift">What becomes of images that are not as the spec says any more. Default <see cref="DriftPolicy.Report"/>.</param>
/// <param name="Schedule">When it runs by itself. Default null: when somebody asks.</param>
/// <param name="Plan">Only say what there would be to do. Default false.</param>
/// <param name="Keep">Which versions stay. Default null: all.</param>
/// <param name="Channels">The channels that follow when all regions have the version, in this order. Default null: none.</param>
public sealed record RefreshSpec(
    string Name,
    string? Account,
    SourceSpec Source,
    [property: JsonPropertyName("version")] VersionFrom VersionFrom,
    IntakeSpec? Intake,
    IReadOnlyList<TargetSpec> Targets,
    ImageSpec Image,
    CopyTestSpec? Test,
    ShareSpec Share,
    DriftPolicy Drift,
    ScheduleSpec? Schedule,
    bool Plan = false,
    KeepSpec? Keep = null,
    IReadOnlyList<ChannelStep>? Channels = null) : IOperationSpec
{
    /// <summary>Value of <c>kind</c> in a spec.</summary>
    public const string SpecKind = "Refresh";

    /// <summary>Stands for the version in the name and the description of the copies.</summary>
    public const string VersionPlaceholder = "{version}";

    /// <summary>Always <see cref="ContractNames.ApiVersion"/>.</summary>
    public string ApiVersion { get; } = ContractNames.ApiVersion;

    /// <summary>Always <see cref="SpecKind"/>.</summary>
    public string Kind { get; } = SpecKind;

    /// <summary>None: which version it is about shows at each run.</summary>
    string IOperationSpec.Version => "";

    IReadOnlyList<string> IOperationSpec.Regions => [.. Targets.Select(target => target.Region)];

    string? IOperationSpec.SourceImageId => null;

    string? IOperationSpec.SourceOwner => Source.Owner;

    IOperationSpec IOperationSpec.Canonical() => this with
    {
        Targets = [.. Targets.OrderBy(target => target.Region, StringComparer.Ordinal)],
        Share = new([.. Share.Accounts.Order(StringComparer.Ordinal)]),
        Image = Image with { Tags = new SortedDictionary<string, string>(Image.Tags.ToDictionary(), StringComparer.Ordinal) },
    };

    /// <summary>The promotion of one version, the same that a pipeline would ask for.</summary>
    /// <param name="version">The version.</param>
    /// <param name="imageId">The source image that it was formed from.</param>
    public PromotionSpec Promotion(string version, string imageId) => new(
        Name,
        version,
        Account,
        new(Source.Region, Source.Owner, imageId, null),
        Intake,
        Targets,
        ImageOf(version),
        Share,
        OnFailure.Keep,
        Test);

    /// <summary>The move of a channel that follows.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="version">The version.</param>
    public ChannelSpec Channel(string channel, string version) => new(Name, channel, version, Account, $"follows {ContractNames.OperationId(ContractNames.RefreshPrefix, Name, "")}", []);

    /// <summary>The retirement of a version that is not kept.</summary>
    /// <param name="version">The version.</param>
    public RetirementSpec Retirement(string version) => new(Name, version, Account, Keep!.Notice, Keep.Soak, Keep.Delete);

    /// <summary>What the copies of a version are called.</summary>
    public ImageSpec ImageOf(string version) => Image with
    {
        Name = With(Image.Name, version),
        Description = Image.Description is { } description ? With(description, version) : null,
    };

    private static string With(string text, string version) => text.Replace(VersionPlaceholder, version, StringComparison.Ordinal);
}
