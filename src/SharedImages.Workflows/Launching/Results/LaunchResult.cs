namespace SharedImages.Workflows;

/// <summary>How a launch ended.</summary>
public sealed record LaunchResult() : OperationResult(LaunchSpec.SpecKind)
{
    /// <summary>The targets, in the spec's order.</summary>
    public IReadOnlyList<LaunchOutcome> Regions { get; init; } = [];

    /// <summary>What undo removed and what is left; null when nothing was undone.</summary>
    public UndoReport? Undo { get; init; }
}
