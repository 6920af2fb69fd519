namespace SharedImages.Workflows;

/// <summary>Input of <see cref="IEffectActivities.FindLeftoversAsync"/>.</summary>
/// <param name="Region">Where to look.</param>
/// <param name="Account">UID that the promotion began with.</param>
/// <param name="Promotion">Name of the promotion.</param>
/// <param name="Version">Version of the promotion.</param>
/// <param name="Run">Run tag of the run that made them.</param>
/// <param name="ImageIds">Images that should be gone.</param>
/// <param name="SnapshotIds">Snapshots that should be gone.</param>
public sealed record FindLeftoversRequest(
    string Region, string Account, string Promotion, string Version, string Run, IReadOnlyList<string> ImageIds, IReadOnlyList<string> SnapshotIds);
