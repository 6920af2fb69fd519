namespace SharedImages.Workflows;

/// <summary>How the move of a channel ended; its <see cref="OperationResult.Version"/> is the channel.</summary>
public sealed record ChannelResult() : OperationResult(ChannelSpec.SpecKind)
{
    /// <summary>The version that it was to point to; empty when the spec could not be read.</summary>
    public required string MovedTo { get; init; }

    /// <summary>The versions that it pointed to before: one as a rule, none when it was new.</summary>
    public IReadOnlyList<string> MovedFrom { get; init; } = [];

    /// <summary>The regions, sorted; empty when nothing was begun.</summary>
    public IReadOnlyList<ChannelOutcome> Regions { get; init; } = [];

    /// <summary>What could not be checked, or noted, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Where it could not be moved back.</summary>
    public IReadOnlyList<Leftover> Left { get; init; } = [];
}
