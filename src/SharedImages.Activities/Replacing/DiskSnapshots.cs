using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Snapshots of old disks and images made of them, each once: looked for before it is asked for, and asked for with one client token.</summary>
internal sealed class DiskSnapshots(ReplacementGuard guard, InstanceLooks looks)
{
    private const string SnapshotStep = "snapshot";
    private const string ImageStep = "image";

    public async Task<string> SnapshotAsync(SnapshotDiskRequest request, CancellationToken cancellationToken)
    {
        var of = request.Instance;
        var permit = await guard.ReplaceAsync(of, cancellationToken);
        var mark = new Tag(ReplacementNames.RunMark, of.Of.Run);
        var there = await permit.Reads.DescribeSnapshotsAsync(new(of.Region) { DiskId = request.DiskId, Tags = [mark] }, cancellationToken);
        switch (there.FirstOrDefault(snapshot => snapshot.Status != "failed"))
        {
            case { Status: "accomplished" } done:
                return looks.Over(of, SnapshotStep, done.SnapshotId);
            case { } begun:
                throw looks.Later(of, SnapshotStep, $"snapshot {begun.SnapshotId}", begun.Progress);
            case null when there.Count > 0:
                throw StepFailures.Final(new(
                    StepErrorKind.CopyFailed, $"{of.Region} {of.InstanceId}: the snapshot {there[0].SnapshotId} of its disk failed; ECS does not say why", "run the replacement again for it"));
        }

        var id = await permit.SnapshotAsync(
            new()
            {
                RegionId = of.Region,
                DiskId = request.DiskId,
                SnapshotName = $"replaced-{of.InstanceId}",
                Description = $"Old system disk of {of.InstanceId}, replaced by {of.Of.Replacement} {of.Of.Version}",
                RetentionDays = request.RetentionDays,
                Tags = [mark, new(ReplacementNames.InstallationMark, of.Of.Installation)],
                ClientToken = request.ClientToken,
            },
            cancellationToken);
        throw looks.Later(of, SnapshotStep, $"snapshot {id}", 0);
    }

    public async Task<string> MakeImageAsync(FormerDiskImageRequest request, CancellationToken cancellationToken)
    {
        var of = request.Instance;
        var permit = await guard.ReplaceAsync(of, cancellationToken);
        var mark = new Tag(ReplacementNames.RunMark, of.Of.Run);
        var there = await permit.Reads.DescribeImagesAsync(new() { RegionId = of.Region, ImageName = request.Name, Status = ImageStatus.All, Tags = [mark] }, cancellationToken);
        switch (there is [var first, ..] ? first : null)
        {
            case { Status: ImageStatus.Available } done when done.Usable != false:
                return looks.Over(of, ImageStep, done.ImageId);
            case { Status: ImageStatus.CreateFailed or ImageStatus.UnAvailable } failed:
                throw StepFailures.Final(new(
                    StepErrorKind.CopyFailed,
                    $"{of.Region} {of.InstanceId}: the image {failed.ImageId} of its old disk ended as {failed.Status}; ECS does not say why",
                    $"delete it, then retry; or make an image of {request.SnapshotId} by hand",
                    ImageId: failed.ImageId));
            case { } begun:
                throw looks.Later(of, ImageStep, $"image {begun.ImageId}", begun.Progress ?? 0);
        }

        var id = await permit.MakeImageAsync(
            new()
            {
                RegionId = of.Region,
                SnapshotId = request.SnapshotId,
                ImageName = request.Name,
                Description = $"Old system disk of {of.InstanceId}, replaced by {of.Of.Replacement} {of.Of.Version}",
                Tags = [mark, new(ReplacementNames.InstallationMark, of.Of.Installation)],
                ClientToken = request.ClientToken,
            },
            cancellationToken);
        throw looks.Later(of, ImageStep, $"image {id}", 0);
    }
}
