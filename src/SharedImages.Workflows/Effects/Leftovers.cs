namespace SharedImages.Workflows;

/// <summary>Answer of <see cref="IEffectActivities.FindLeftoversAsync"/>.</summary>
/// <param name="ImageIds">Images still there that carry the run's tag, or were asked about.</param>
/// <param name="SnapshotIds">Snapshots still there.</param>
/// <param name="Kept">Images of the version that another run made.</param>
public sealed record Leftovers(IReadOnlyList<string> ImageIds, IReadOnlyList<string> SnapshotIds, IReadOnlyList<string> Kept);
