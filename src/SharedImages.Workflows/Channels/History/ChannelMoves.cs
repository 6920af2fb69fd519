namespace SharedImages.Workflows;

/// <summary>How the channels of an image name were moved; answer of the query <see cref="ChannelNames.Moves"/>.</summary>
/// <param name="Name">The image name.</param>
/// <param name="Moves">The newest last, of each channel at most <see cref="ChannelBook.MaxMoves"/>.</param>
public sealed record ChannelMoves(string Name, IReadOnlyList<ChannelMove> Moves)
{
    /// <summary>Always <see cref="ContractNames.ApiVersion"/>.</summary>
    public string ApiVersion { get; } = ContractNames.ApiVersion;

    /// <summary>Always <c>ChannelMoves</c>.</summary>
    public string Kind { get; } = nameof(ChannelMoves);
}
