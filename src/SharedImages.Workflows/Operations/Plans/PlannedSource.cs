namespace SharedImages.Workflows;

/// <summary>The source image that a plan was made of.</summary>
/// <param name="ImageId">Its id.</param>
/// <param name="OwnerId">UID of its owner, from ECS.</param>
/// <param name="Content">Digest of what cannot change about it.</param>
/// <param name="Encrypted">Whether a disk is encrypted.</param>
public sealed record PlannedSource(string ImageId, string OwnerId, string Content, bool Encrypted);
