using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Shares images on and takes them back, in tens, and reads back what is.</summary>
internal sealed class ImageSharing(ImageGuard guard, StepRunner runner)
{
    /// <summary>Shares the image, and marks it as done when all have it.</summary>
    public async Task<IReadOnlyList<string>> ShareAsync(ShareImageRequest request, CancellationToken cancellationToken)
    {
        var what = $"{request.Region} {request.ImageId}";
        var permit = await guard.ShareAsync(request, cancellationToken)
            ?? throw runner.NotYet($"{what} is not visible", () => new(
                StepErrorKind.NotFound, $"{what} is gone", "begin the copy anew (retryAsNew)", ImageId: request.ImageId));
        // What somebody took back by a sharing stays taken back.
        var accounts = ShareWishes.Read(permit.Image.Tags.ValueOf(Lineage.Shares)).Wanted(request.Accounts);
        var shared = accounts.Count == 0 ? [] : await ShareAsync(permit, accounts, what, cancellationToken);
        if (permit.Image.Tags.ValueOf(Lineage.Done) != Lineage.DoneValue)
        {
            await permit.TagAsync([new(Lineage.Done, Lineage.DoneValue)], cancellationToken);
        }

        return shared;
    }

    /// <summary>Takes an image of the promotion back.</summary>
    public async Task<bool> UnshareAsync(ShareImageRequest request, CancellationToken cancellationToken)
    {
        // Without the image there are no shares.
        return await guard.ChangeAsync(request.Account, request.Region, request.ImageId, cancellationToken) is not { } permit
            || await UnshareAsync(permit, request.Accounts, cancellationToken);
    }

    /// <summary>Takes an image back from accounts, once the guard has allowed it.</summary>
    public static async Task<bool> UnshareAsync(Permit permit, IReadOnlyList<string> accounts, CancellationToken cancellationToken)
    {
        var (region, imageId) = (permit.Region, permit.Image.ImageId);
        IReadOnlyList<string> left;
        try
        {
            foreach (var ten in accounts.Chunk(ModifyImageSharePermissionRequest.MaxAccounts))
            {
                await permit.UnshareAsync(ten, cancellationToken);
            }

            left = [.. (await OwnImages.SharesAsync(permit.Reads, region, imageId, cancellationToken)).Intersect(accounts, StringComparer.Ordinal)];
        }
        catch (EcsException failure) when (failure.Kind == ErrorKind.NotFound)
        {
            // The image is gone, and its shares with it.
            return true;
        }

        return left.Count == 0 ? true : throw StepFailures.Later($"{region} {imageId}: still shared with {string.Join(", ", left)}", TimeSpan.FromSeconds(1));
    }

    private async Task<IReadOnlyList<string>> ShareAsync(Permit permit, IReadOnlyList<string> accounts, string what, CancellationToken cancellationToken)
    {
        var (region, imageId) = (permit.Region, permit.Image.ImageId);
        var shared = await OwnImages.SharesAsync(permit.Reads, region, imageId, cancellationToken);
        foreach (var ten in accounts.Except(shared, StringComparer.Ordinal).Chunk(ModifyImageSharePermissionRequest.MaxAccounts))
        {
            await permit.ShareAsync(ten, cancellationToken);
        }

        var now = await OwnImages.SharesAsync(permit.Reads, region, imageId, cancellationToken);
        var missing = accounts.Except(now, StringComparer.Ordinal).ToList();
        return missing.Count == 0
            ? now
            : throw runner.NotYet($"{what}: not shared with {string.Join(", ", missing)} yet", () => new(
                StepErrorKind.Unreachable,
                $"{what}: ECS accepts to share it with {string.Join(", ", missing)}, but does not list them",
                "see in the console whether the image is shared",
                ImageId: imageId));
    }
}
