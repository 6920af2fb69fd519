using SharedImages.Ecs;

namespace SharedImages.Activities;

/// <summary>Withdraws an image from everybody, and makes it available again, once the guard has allowed it.</summary>
internal static class ImageAvailability
{
    /// <summary>Takes it back from all accounts and deprecates it: ECS deprecates nothing that is shared (facts §2.5).</summary>
    public static async Task WithdrawAsync(Permit permit, CancellationToken cancellationToken)
    {
        await ImageSharing.UnshareAsync(permit, await OwnImages.SharesAsync(permit.Reads, permit.Region, permit.Image.ImageId, cancellationToken), cancellationToken);
        if (permit.Image.Status == ImageStatus.Available)
        {
            await SetAsync(permit, ImageStatus.Deprecated, cancellationToken);
        }
    }

    /// <summary>One that is withdrawn cannot be shared (facts §2.5).</summary>
    public static Task RestoreAsync(Permit permit, CancellationToken cancellationToken) =>
        permit.Image.Status == ImageStatus.Deprecated ? SetAsync(permit, ImageStatus.Available, cancellationToken) : Task.CompletedTask;

    private static Task SetAsync(Permit permit, string status, CancellationToken cancellationToken) =>
        permit.ModifyAsync(new() { RegionId = permit.Region, ImageId = permit.Image.ImageId, Status = status }, cancellationToken);
}
