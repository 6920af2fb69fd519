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

        var snapshotIds = images[0].DiskDeviceMappings.Select(disk => disk.SnapshotId).Where(id => id.Length > 0).ToList();
        return new(images[0], await ecs.DescribeSnapshotsAsync(new(request.Region, snapshotIds), cancellationToken));
    }

    private async Task RepairAsync(VerifyImageRequest request, IReadOnlyList<Comparison> comparisons, CancellationToken cancellationToken)
    {
        var attributes = ImageComparison.AttributeRepair(request, comparisons);
        if (attributes is not null)
        {
            await ecs.ModifyImageAttributeAsync(attributes, cancellationToken);
        }

        var tags = ImageComparison.TagRepair(comparisons);
        if (tags.Count > 0)
        {
            await ecs.TagResourcesAsync(new(request.Region, "image", [request.ImageId], tags), cancellationToken);
        }
    }
}
