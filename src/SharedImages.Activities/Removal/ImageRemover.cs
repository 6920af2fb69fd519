using SharedImages.Ecs;
using SharedImages.Workflows;
using Temporalio.Exceptions;

namespace SharedImages.Activities;

/// <summary>Removes images and snapshots and sees that they are gone.</summary>
internal sealed class ImageRemover(IEcsClient ecs, ImageSharing sharing, WaitingOptions waiting, TimeProvider time)
{
    public async Task<IReadOnlyList<string>> SnapshotsAsync(MadeImage image, CancellationToken cancellationToken)
    {
        if (await FindAsync(image, cancellationToken) is { } found)
        {
            return [.. found.DiskDeviceMappings.Select(disk => disk.SnapshotId).Where(id => id.Length > 0)];
        }

        return IsGone(image, everSeen: false) ? [] : throw NotVisible(image, waiting.ShortestDelay);
    }

    /// <param name="image">The image.</param>
    /// <param name="seen">Whether an attempt has seen it: then "not there" means gone.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<bool> RemoveAsync(MadeImage image, Pulse<bool> seen, CancellationToken cancellationToken)
    {
        var found = await FindAsync(image, cancellationToken);
        if (found is null)
        {
            return IsGone(image, seen.Value) ? true : throw NotVisible(image, waiting.ShortestDelay);
        }

        seen.Say(true);
        try
        {
            await BeginRemovalAsync(image, found, cancellationToken);
        }
        catch (EcsException failure) when (failure.Kind == ErrorKind.NotFound)
        {
            // Gone in between; the next look decides.
        }

        return await FindAsync(image, cancellationToken) is null
            ? true
            : throw StepFailures.Later($"{image.Region} {image.ImageId} is still there ({found.Status})", waiting.ShortestDelay);
    }

    public async Task<bool> RemoveSnapshotsAsync(SnapshotsRef snapshots, CancellationToken cancellationToken)
    {
        foreach (var id in snapshots.SnapshotIds)
        {
            await ecs.DeleteSnapshotAsync(new(snapshots.Region, id), cancellationToken);
        }

        var left = await ecs.DescribeSnapshotsAsync(new(snapshots.Region, snapshots.SnapshotIds), cancellationToken);
        return left.Count == 0 ? true : throw StepFailures.Later($"{snapshots.Region}: {left.Count} snapshots are still there", waiting.ShortestDelay);
    }

    public async Task<Leftovers> FindLeftoversAsync(FindLeftoversRequest request, CancellationToken cancellationToken)
    {
        var tagged = await ecs.DescribeImagesAsync(
            new() { RegionId = request.Region, Status = ImageStatus.All, ImageOwnerAlias = "self", Tags = [new(Lineage.Run, request.Run)] }, cancellationToken);
        var images = tagged.Select(image => image.ImageId).ToList();
        foreach (var id in request.ImageIds.Except(images, StringComparer.Ordinal).ToList())
        {
            if (await FindAsync(request.Region, id, cancellationToken) is not null)
            {
                images.Add(id);
            }
        }

        var snapshots = new List<string>();
        foreach (var ids in request.SnapshotIds.Chunk(DescribeSnapshotsRequest.MaxSnapshotIds))
        {
            snapshots.AddRange((await ecs.DescribeSnapshotsAsync(new(request.Region, ids), cancellationToken)).Select(snapshot => snapshot.SnapshotId));
        }

        return new(images, snapshots);
    }

    private async Task BeginRemovalAsync(MadeImage image, Image found, CancellationToken cancellationToken)
    {
        if (found.Status is ImageStatus.Creating or ImageStatus.Waiting)
        {
            try
            {
                await ecs.CancelCopyImageAsync(new(image.Region, image.ImageId), cancellationToken);
                return;
            }
            catch (EcsException failure) when (failure.Code is "IncorrectImageStatus" or "CancelNotSupported" or "ImageCreatedNotFromCopy")
            {
                // The copy has finished meanwhile, or cannot be cancelled: what is there is deleted instead, as soon as ECS lets us.
            }
        }

        var shares = await sharing.ReadAsync(image.Region, image.ImageId, cancellationToken);
        if (shares.Count > 0)
        {
            await sharing.UnshareAsync(image.Region, image.ImageId, shares, cancellationToken);
        }

        await ecs.DeleteImageAsync(new(image.Region, image.ImageId), cancellationToken);
    }

    private Task<Image?> FindAsync(MadeImage image, CancellationToken cancellationToken) => FindAsync(image.Region, image.ImageId, cancellationToken);

    private async Task<Image?> FindAsync(string region, string imageId, CancellationToken cancellationToken)
    {
        var images = await ecs.DescribeImagesAsync(new() { RegionId = region, ImageId = imageId, Status = ImageStatus.All }, cancellationToken);
        return images.FirstOrDefault(candidate => candidate.ImageId == imageId);
    }

    private bool IsGone(MadeImage image, bool everSeen) => everSeen || time.GetUtcNow() - image.CopiedAt >= waiting.VisibilityGrace;

    private static ApplicationFailureException NotVisible(MadeImage image, TimeSpan delay) =>
        StepFailures.Later($"{image.Region} {image.ImageId} is not visible; it may not be so yet", delay);
}
