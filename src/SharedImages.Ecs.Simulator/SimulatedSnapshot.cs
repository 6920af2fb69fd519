namespace SharedImages.Ecs.Simulator;

/// <summary>A snapshot in the simulator at one moment.</summary>
/// <param name="SnapshotId">Its id.</param>
/// <param name="Account">Owner's UID.</param>
/// <param name="Region">Its region.</param>
/// <param name="Status"><c>progressing</c>, <c>accomplished</c> or <c>failed</c>.</param>
/// <param name="KMSKeyId">Its key; null when plain.</param>
/// <param name="ImageId">The image that it was made for, whether that is still there or not.</param>
/// <param name="BacksImage">Whether that image is still there.</param>
public sealed record SimulatedSnapshot(string SnapshotId, string Account, string Region, string Status, string? KMSKeyId, string ImageId, bool BacksImage);
