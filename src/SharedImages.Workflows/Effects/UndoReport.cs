namespace SharedImages.Workflows;

/// <summary>What undo removed, and what is left by ECS's own answers.</summary>
/// <param name="RemovedImages">Images removed.</param>
/// <param name="RemovedSnapshots">Snapshots removed.</param>
/// <param name="UnsharedImages">Adopted images from which this run's shares were taken back.</param>
/// <param name="Left">What is still there of this run; empty = nothing, as ECS answered.</param>
/// <param name="Kept">Images of the version that stay, because an earlier run made them.</param>
public sealed record UndoReport(
    IReadOnlyList<ImageRef> RemovedImages,
    IReadOnlyList<SnapshotRef> RemovedSnapshots,
    IReadOnlyList<ImageRef> UnsharedImages,
    IReadOnlyList<Leftover> Left,
    IReadOnlyList<ImageRef> Kept)
{
    /// <summary>Instances removed; null of a kind that launches none.</summary>
    public IReadOnlyList<InstanceRef>? RemovedInstances { get; init; }
}
