namespace SharedImages.Workflows;

/// <summary>Input of <see cref="IEffectActivities.RemoveSnapshotsAsync"/>.</summary>
/// <param name="Region">Their region.</param>
/// <param name="SnapshotIds">As <see cref="IEffectActivities.NoteSnapshotsAsync"/> noted and tagged them.</param>
/// <param name="Account">UID that the promotion began with.</param>
public sealed record RemoveSnapshotsRequest(string Region, IReadOnlyList<string> SnapshotIds, string Account);
