using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Shares images on and takes them back, in tens, and reads back what is.</summary>
internal sealed class ImageSharing(IEcsClient ecs, Func<TrustOptions> trust, AccountIdentity identity, StepRunner runner)
{
    public async Task<IReadOnlyList<string>> ReadAsync(string region, string imageId, CancellationToken cancellationToken) =>
        [.. (await ecs.DescribeImageSharePermissionAsync(new(region, imageId), cancellationToken)).Select(share => share.AliyunId)];

    public async Task<IReadOnlyList<string>> ShareAsync(ShareImageRequest request, CancellationToken cancellationToken)
    {
        var refusals = PolicyRules.Recipients(request.Accounts, await identity.AccountAsync(cancellationToken), trust()).ToList();
        if (refusals.Count > 0)
        {
            throw StepFailures.Final(new(
                StepErrorKind.Untrusted, $"{request.Region} {request.ImageId}: {refusals[0].Message}", "change the worker's share list; or skip", ImageId: request.ImageId));
        }

        var shared = await ReadAsync(request.Region, request.ImageId, cancellationToken);
        foreach (var ten in request.Accounts.Except(shared, StringComparer.Ordinal).Chunk(ModifyImageSharePermissionRequest.MaxAccounts))
        {
            await ecs.ModifyImageSharePermissionAsync(new(request.Region, request.ImageId, ten, []), cancellationToken);
        }

        var now = await ReadAsync(request.Region, request.ImageId, cancellationToken);
        var missing = request.Accounts.Except(now, StringComparer.Ordinal).ToList();
        return missing.Count == 0
            ? now
            : throw runner.NotYet($"{request.Region} {request.ImageId}: not shared with {string.Join(", ", missing)} yet", () => new(
                StepErrorKind.Unreachable,
                $"{request.Region} {request.ImageId}: ECS accepts to share it with {string.Join(", ", missing)}, but does not list them",
                "see in the console whether the image is shared",
                ImageId: request.ImageId));
    }

    public async Task<bool> UnshareAsync(string region, string imageId, IReadOnlyList<string> accounts, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> left;
        try
        {
            foreach (var ten in accounts.Chunk(ModifyImageSharePermissionRequest.MaxAccounts))
            {
                await ecs.ModifyImageSharePermissionAsync(new(region, imageId, [], ten), cancellationToken);
            }

            left = [.. (await ReadAsync(region, imageId, cancellationToken)).Intersect(accounts, StringComparer.Ordinal)];
        }
        catch (EcsException failure) when (failure.Kind == ErrorKind.NotFound)
        {
            // The image is gone, and its shares with it.
            return true;
        }

        return left.Count == 0 ? true : throw StepFailures.Later($"{region} {imageId}: still shared with {string.Join(", ", left)}", TimeSpan.FromSeconds(1));
    }
}
