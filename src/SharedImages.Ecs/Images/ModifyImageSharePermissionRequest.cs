namespace SharedImages.Ecs;

/// <summary>Request of ModifyImageSharePermission (facts §2.6).</summary>
/// <param name="RegionId">The image's region.</param>
/// <param name="ImageId">The image.</param>
/// <param name="AddAccounts">UIDs to share with, at most 10.</param>
/// <param name="RemoveAccounts">UIDs to take it back from, at most 10.</param>
public sealed record ModifyImageSharePermissionRequest(string RegionId, string ImageId, IReadOnlyList<string> AddAccounts, IReadOnlyList<string> RemoveAccounts);
