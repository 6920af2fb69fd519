namespace SharedImages.Workflows;

/// <summary>How a sharing ended.</summary>
public sealed record SharingResult() : OperationResult(SharingSpec.SpecKind)
{
    /// <summary>The images, in the order of the spec; empty when nothing was begun.</summary>
    public IReadOnlyList<SharesOutcome> Images { get; init; } = [];

    /// <summary>Who loses what when images are taken back; empty when none is.</summary>
    public IReadOnlyList<string> Losses { get; init; } = [];

    /// <summary>What of a canceled or skipped change could not be undone.</summary>
    public IReadOnlyList<Leftover> Left { get; init; } = [];
}
