namespace SharedImages.Workflows;

/// <summary>Input of <see cref="IEffectActivities.NoteSnapshotsAsync"/> and <see cref="IEffectActivities.RemoveImageAsync"/>.</summary>
/// <param name="Image">The image.</param>
/// <param name="Account">UID that the promotion began with.</param>
/// <param name="FoundByTag">
/// Null = the run knows that it made the image, or discards it on purpose. Else it is known by its run tag only, which anybody could have
/// put there, and this is the copy key that it must have.
/// </param>
public sealed record RemoveImageRequest(MadeImage Image, string Account, string? FoundByTag = null);
