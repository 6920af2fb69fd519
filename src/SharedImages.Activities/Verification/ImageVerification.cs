using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Compares a copy with its source and the spec, repairs what can be repaired, and reads it back.</summary>
internal sealed class ImageVerification(IEcsClient ecs, StepRunner runner)
{
    public async Task<IReadOnlyList<ImageCheck>> VerifyAsync(VerifyImageRequest request, CancellationToken cancellationToken)
    {
        var before = ImageComparison.Compare(request, await ReadAsync(request, cancellationToken));
        if (!ImageComparison.Repairs(before).Any())
        {
            return ImageComparison.Report(before, before);
        }

        await RepairAsync(request, before, cancellationToken);
        var after = ImageComparison.Compare(request, await ReadAsync(request, cancellationToken));
        return ImageComparison.Report(before, after);
    }

    private async Task<CopyFacts> ReadAsync(VerifyImageRequest request, CancellationToken cancellationToken)
    {
        var images = await ecs.DescribeImagesAsync(new() { RegionId = request.Region, ImageId = request.ImageId, Status = ImageStatus.All }, cancellationToken);
        if (images.Count == 0)
        {
            throw runner.NotYet($"{request.Region} {request.ImageId} is not visible", () => new(
                StepErrorKind.NotFound, $"{request.Region}: {request.ImageId} is gone", "begin the copy anew (retryAsNew)", ImageId: request.ImageId));
        }

        return new(images[0], request.KmsKeyId is null ? [] : await ReadSnapshotsAsync(request, images[0], cancellationToken));
    }

    private async Task<IReadOnlyList<Snapshot>> ReadSnapshotsAsync(VerifyImageRequest request, Image image, CancellationToken cancellationToken)
    {
        var ids = image.DiskDeviceMappings.Select(disk => disk.SnapshotId).Where(id => id.Length > 0).ToList();
        var snapshots = await ecs.DescribeSnapshotsAsync(new(request.Region, ids), cancellationToken);
        return snapshots.Count == ids.Count
            ? snapshots
            : throw runner.NotYet($"{request.Region} {request.ImageId}: its snapshots are not visible, so its key is not known yet", () => new(
                StepErrorKind.NotFound,
                $"{request.Region} {request.ImageId}: {ids.Count - snapshots.Count} of its {ids.Count} snapshots cannot be seen, so its key is not known",
                $"see that they are there and that the worker's RAM identity may call ecs:DescribeSnapshots on acs:ecs:{request.Region}:*:snapshot/*",
                ImageId: request.ImageId));
    }

    private async Task RepairAsync(VerifyImageRequest request, IReadOnlyList<Comparison> comparisons, CancellationToken cancellationToken)
    {
        if (ImageComparison.TextRepair(request, comparisons) is { } texts)
        {
            await ecs.ModifyImageAttributeAsync(texts, cancellationToken);
        }

        foreach (var feature in ImageComparison.FeatureRepairs(request, comparisons))
        {
            try
            {
                await ecs.ModifyImageAttributeAsync(feature, cancellationToken);
            }
            catch (EcsException failure) when (failure.Kind == ErrorKind.Invalid)
            {
                // Not every image can have every feature; what is read back afterwards is reported as a difference.
            }
        }

        var tags = ImageComparison.TagRepair(comparisons);
        if (tags.Count > 0)
        {
            await ecs.TagResourcesAsync(new(request.Region, "image", [request.ImageId], tags), cancellationToken);
        }
    }
}
