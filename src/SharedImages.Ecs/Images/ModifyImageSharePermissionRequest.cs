namespace SharedImages.Ecs;

/// <summary>Request of ModifyImageSharePermission (facts §2.6).</summary>
/// <param name="RegionId">The image's region.</param>
/// <param name="ImageId">The image.</param>
/// <param name="AddAccounts">UIDs to share with, at most 10.</param>
/// <param name="RemoveAccounts">UIDs to take it back from, at most 10.</param>
public sealed record ModifyImageSharePermissionRequest(
    string RegionId,
    string ImageId,
    [property: Wire("AddAccount")] IReadOnlyList<string> AddAccounts,
    [property: Wire("RemoveAccount")] IReadOnlyList<string> RemoveAccounts) : EcsRequest<Acknowledgement>
{
    /// <summary>How many accounts ECS takes per call; it drops the rest silently.</summary>
    public const int MaxAccounts = 10;

    internal override Parameters ToParameters()
    {
        if (AddAccounts.Count > MaxAccounts || RemoveAccounts.Count > MaxAccounts)
        {
            throw new InvalidOperationException($"{AddAccounts.Count} accounts to add and {RemoveAccounts.Count} to remove, but ECS takes {MaxAccounts} of each per call and drops the rest silently; send them in several calls.");
        }

        return base.ToParameters();
    }
}
