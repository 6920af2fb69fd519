namespace SharedImages.Workflows;

/// <summary>Where the channels of an image name are; memo of its history, so that it can be read without a worker.</summary>
/// <param name="Name">The image name.</param>
/// <param name="Channels">Those that point to something, by their names.</param>
public sealed record ImageChannels(string Name, IReadOnlyDictionary<string, ChannelState> Channels)
{
    /// <summary>Always <see cref="ContractNames.ApiVersion"/>.</summary>
    public string ApiVersion { get; } = ContractNames.ApiVersion;

    /// <summary>Always <c>ImageChannels</c>.</summary>
    public string Kind { get; } = nameof(ImageChannels);
}
