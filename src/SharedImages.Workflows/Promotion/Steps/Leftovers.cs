namespace SharedImages.Workflows;

/// <summary>Answer of <see cref="IPromotionActivities.FindLeftoversAsync"/>.</summary>
/// <param name="ImageIds">Images still there.</param>
/// <param name="SnapshotIds">Snapshots still there.</param>
public sealed record Leftovers(IReadOnlyList<string> ImageIds, IReadOnlyList<string> SnapshotIds);
