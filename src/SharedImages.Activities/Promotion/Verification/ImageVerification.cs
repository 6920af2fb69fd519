using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Compares a copy with its source and the spec, repairs what can be repaired, and reads it back.</summary>
internal sealed class ImageVerification(ImageGuard guard, StepRunner runner)
{
    public async Task<VerifiedImage> VerifyAsync(VerifyImageRequest request, CancellationToken cancellationToken)
    {
        var permit = await guard.ChangeAsync(request.Account, request.Region, request.ImageId, cancellationToken) ?? throw NotVisible(request);
        var checks = await CheckAsync(permit, request, cancellationToken);
        return new(checks, request.ReadShares ? await OwnImages.SharesAsync(permit.Reads, request.Region, request.ImageId, cancellationToken) : null);
    }

    /// <summary>Once the guard has allowed it.</summary>
    public async Task<IReadOnlyList<ImageCheck>> CheckAsync(Permit permit, VerifyImageRequest request, CancellationToken cancellationToken)
    {
        // No repair changes what they are encrypted with.
        var snapshots = request.KmsKeyId is null ? [] : await ReadSnapshotsAsync(request, permit.Reads, permit.Image, cancellationToken);
        var before = ImageComparison.Compare(request, new(permit.Image, snapshots));
        if (!ImageComparison.Repairs(before).Any())
        {
            return ImageComparison.Report(before, before);
        }

        await RepairAsync(permit, request, before, cancellationToken);
        var repaired = await ImageGuard.FindAsync(permit.Reads, request.Region, request.ImageId, cancellationToken) ?? throw NotVisible(request);
        var after = ImageComparison.Compare(request, new(repaired, snapshots));
        return ImageComparison.Report(before, after);
    }

    private Temporalio.Exceptions.ApplicationFailureException NotVisible(VerifyImageRequest request) =>
        runner.NotYet($"{request.Region} {request.ImageId} is not visible", () => new(
            StepErrorKind.NotFound, $"{request.Region}: {request.ImageId} is gone", "begin the copy anew (retryAsNew)", ImageId: request.ImageId));

    private async Task<IReadOnlyList<Snapshot>> ReadSnapshotsAsync(VerifyImageRequest request, IEcsClient ecs, Image image, CancellationToken cancellationToken)
    {
        var ids = ImageRules.SnapshotsOf(image);
        var snapshots = await ecs.DescribeSnapshotsAsync(new(request.Region, ids), cancellationToken);
        return snapshots.Count == ids.Count
            ? snapshots
            : throw runner.NotYet($"{request.Region} {request.ImageId}: its snapshots are not visible, so its key is not known yet", () => new(
                StepErrorKind.NotFound,
                $"{request.Region} {request.ImageId}: {ids.Count - snapshots.Count} of its {ids.Count} snapshots cannot be seen, so its key is not known",
                $"see that they are there and that the worker's RAM identity may call ecs:DescribeSnapshots on acs:ecs:{request.Region}:*:snapshot/*",
                ImageId: request.ImageId));
    }

    private static async Task RepairAsync(Permit permit, VerifyImageRequest request, IReadOnlyList<Comparison> comparisons, CancellationToken cancellationToken)
    {
        if (ImageComparison.TextRepair(request, comparisons) is { } texts)
        {
            await RepairTextsAsync(permit, texts, cancellationToken);
        }

        foreach (var feature in ImageComparison.FeatureRepairs(request, comparisons))
        {
            try
            {
                await permit.ModifyAsync(feature, cancellationToken);
            }
            catch (EcsException failure) when (failure.Kind == ErrorKind.Invalid)
            {
                // Not every image can have every feature; what is read back afterwards is reported as a difference.
            }
        }

        var tags = ImageComparison.TagRepair(comparisons);
        if (tags.Count > 0)
        {
            await permit.TagAsync(tags, cancellationToken);
        }
    }

    private static async Task RepairTextsAsync(Permit permit, ModifyImageAttributeRequest texts, CancellationToken cancellationToken)
    {
        try
        {
            await permit.ModifyAsync(texts, cancellationToken);
        }
        catch (EcsException failure) when (failure.Kind == ErrorKind.Duplicate && texts.ImageName is { } name)
        {
            var holder = await NameHolders.FindAsync(permit.Reads, permit.Region, name, cancellationToken);
            throw StepFailures.Final(
                NameHolders.Taken(permit.Region, name, holder?.ImageId, holder is null ? null : NameHolders.Whose(holder)) with { Code = failure.Code, RequestId = failure.RequestId },
                failure);
        }
    }
}
