namespace SharedImages.Workflows;

/// <summary>How a promotion ended.</summary>
public sealed record PromotionResult() : OperationResult(PromotionSpec.SpecKind)
{
    /// <summary>The source image; null when it was not found.</summary>
    public SourceImage? Source { get; init; }

    /// <summary>The intake; null when there was none, or when it is a target's image.</summary>
    public RegionOutcome? Intake { get; init; }

    /// <summary>The targets, in the spec's order.</summary>
    public IReadOnlyList<RegionOutcome> Regions { get; init; } = [];

    /// <summary>The launch at the end; null when none was asked for, or it was not come to.</summary>
    public LaunchResult? Launch { get; init; }

    /// <summary>What undo removed and what is left; null when nothing was undone.</summary>
    public UndoReport? Undo { get; init; }
}
