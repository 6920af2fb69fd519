using SharedImages.Ecs;
using SharedImages.Workflows;
using Temporalio.Exceptions;

namespace SharedImages.Activities;

/// <summary>Removes images and snapshots and sees that they are gone.</summary>
internal sealed class ImageRemover(ImageGuard guard, WaitingOptions waiting)
{
    /// <summary>The snapshots behind an image; each gets the run's tag first, for only those are deleted.</summary>
    public async Task<IReadOnlyList<string>> NoteSnapshotsAsync(RemoveImageRequest request, CancellationToken cancellationToken)
    {
        if (await guard.RemoveAsync(request, cancellationToken) is not { } permit)
        {
            return IsGone(request.Image, everSeen: false) ? [] : throw NotVisible(request.Image, waiting.ShortestDelay);
        }

        var snapshotIds = ImageRules.SnapshotsOf(permit.Image);
        if (snapshotIds.Count > 0)
        {
            await permit.TagSnapshotsAsync(snapshotIds, [new(Lineage.Run, permit.Caller.Run)], cancellationToken);
        }

        return snapshotIds;
    }

    /// <param name="request">The image.</param>
    /// <param name="seen">Whether an attempt has seen it: then "not there" means gone.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<bool> RemoveAsync(RemoveImageRequest request, Pulse<bool> seen, CancellationToken cancellationToken)
    {
        var image = request.Image;
        if (await guard.RemoveAsync(request, cancellationToken) is not { } permit)
        {
            return IsGone(image, seen.Value) ? true : throw NotVisible(image, waiting.ShortestDelay);
        }

        seen.Say(true);
        try
        {
            await BeginRemovalAsync(permit, cancellationToken);
        }
        catch (EcsException failure) when (failure.Kind == ErrorKind.NotFound)
        {
            // Gone in between; the next look decides.
        }

        return await ImageGuard.FindAsync(permit.Reads, image.Region, image.ImageId, cancellationToken) is null
            ? true
            : throw StepFailures.Later($"{image.Region} {image.ImageId} is still there ({permit.Image.Status})", waiting.ShortestDelay);
    }

    public async Task<bool> RemoveSnapshotsAsync(RemoveSnapshotsRequest request, CancellationToken cancellationToken)
    {
        var permit = await guard.RemoveSnapshotsAsync(request, cancellationToken);
        await permit.DeleteAsync(cancellationToken);
        if (permit.SnapshotIds.Count == 0)
        {
            return true;
        }

        var left = await permit.Reads.DescribeSnapshotsAsync(new(request.Region, permit.SnapshotIds), cancellationToken);
        return left.Count == 0 ? true : throw StepFailures.Later($"{request.Region}: {left.Count} snapshots are still there", waiting.ShortestDelay);
    }

    public async Task<Leftovers> FindLeftoversAsync(FindLeftoversRequest request, CancellationToken cancellationToken)
    {
        var session = await guard.EnterAsync(request.Account, cancellationToken);
        var ofVersion = await OwnImages.InAsync(session.Ecs, request.Region, [new(Lineage.Promotion, request.Promotion), new(Lineage.Version, request.Version)], cancellationToken);
        var images = ofVersion.Where(image => image.Tags.ValueOf(Lineage.Run) == request.Run).Select(image => image.ImageId).ToList();
        foreach (var id in request.ImageIds.Except(images, StringComparer.Ordinal).ToList())
        {
            if (await ImageGuard.FindAsync(session.Ecs, request.Region, id, cancellationToken) is not null)
            {
                images.Add(id);
            }
        }

        var snapshots = new List<string>();
        foreach (var ids in request.SnapshotIds.Chunk(DescribeSnapshotsRequest.MaxSnapshotIds))
        {
            snapshots.AddRange((await session.Ecs.DescribeSnapshotsAsync(new(request.Region, ids), cancellationToken)).Select(snapshot => snapshot.SnapshotId));
        }

        return new(images, snapshots, [.. ofVersion.Select(image => image.ImageId).Except(images, StringComparer.Ordinal)]);
    }

    private async Task BeginRemovalAsync(Permit permit, CancellationToken cancellationToken)
    {
        if (permit.Image.Status is ImageStatus.Creating or ImageStatus.Waiting)
        {
            try
            {
                await permit.CancelCopyAsync(cancellationToken);
                return;
            }
            catch (EcsException failure) when (failure.Code is "IncorrectImageStatus" or "CancelNotSupported" or "ImageCreatedNotFromCopy")
            {
                // The copy has finished meanwhile, or cannot be canceled: what is there is deleted instead, as soon as ECS lets us.
            }
        }

        var shares = await OwnImages.SharesAsync(permit.Reads, permit.Region, permit.Image.ImageId, cancellationToken);
        if (shares.Count > 0)
        {
            await ImageSharing.UnshareAsync(permit, shares, cancellationToken);
        }

        try
        {
            await permit.DeleteAsync(cancellationToken);
        }
        catch (EcsException failure) when (failure.Code == "ImageUsingByInstance")
        {
            // An instance was made from it in this very moment; those who had the image have it again.
            foreach (var ten in shares.Chunk(ModifyImageSharePermissionRequest.MaxAccounts))
            {
                await permit.ShareAsync(ten, cancellationToken);
            }

            throw StepFailures.Final(ImageRules.InUse(permit.Region, permit.Image), failure);
        }
        catch (EcsException failure) when (failure.Code == "ImageUseShared")
        {
            throw StepFailures.Later($"{permit.Region} {permit.Image.ImageId} is shared again, or still", waiting.ShortestDelay);
        }
    }

    private bool IsGone(MadeImage image, bool everSeen) => everSeen || ServerTime.Now - image.CopiedAt >= waiting.VisibilityGrace;

    private static ApplicationFailureException NotVisible(MadeImage image, TimeSpan delay) =>
        StepFailures.Later($"{image.Region} {image.ImageId} is not visible; it may not be so yet", delay);
}
