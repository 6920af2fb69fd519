using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Snapshots of old disks and images made of them, each once: looked for before it is asked for, and asked for with one client token.</summary>
internal sealed class DiskSnapshots(ReplacementGuard guard, InstanceLooks looks)
{
    private const string SnapshotStep = "snapshot";
    private const string ImageStep = "image";

    // ECS's and Temporal's clocks are not the same one.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    public async Task<string> SnapshotAsync(SnapshotDiskRequest request, CancellationToken cancellationToken)
    {
        var of = request.Instance;
        var permit = await guard.ReplaceAsync(of, cancellationToken);
        var there = await FindAsync(permit, request, cancellationToken);
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

        var disk = await ReplacementGuard.DiskAsync(permit, request, cancellationToken);
        var id = await permit.SnapshotAsync(
            new()
            {
                RegionId = of.Region,
                DiskId = disk.DiskId,
                SnapshotName = $"replaced-{of.InstanceId}",
                Description = $"Old system disk of {of.InstanceId}, replaced by {of.Of.Replacement} {of.Of.Version}",
                RetentionDays = request.RetentionDays,
                Tags = [new(ReplacementNames.InstallationMark, of.Of.Installation)],
                ClientToken = request.ClientToken,
            },
            disk,
            cancellationToken);
        throw looks.Later(of, SnapshotStep, $"snapshot {id}", 0);
    }

    public async Task<string> MakeImageAsync(FormerDiskImageRequest request, CancellationToken cancellationToken)
    {
        var of = request.Instance;
        var permit = await guard.ReplaceAsync(of, cancellationToken);
        var mark = new Tag(ReplacementNames.RunMark, permit.Caller.Run);
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

        var snapshot = await ReplacementGuard.SnapshotAsync(permit, request, cancellationToken);
        var id = await permit.MakeImageAsync(
            new()
            {
                RegionId = of.Region,
                SnapshotId = snapshot.SnapshotId,
                ImageName = request.Name,
                Description = $"Old system disk of {of.InstanceId}, replaced by {of.Of.Replacement} {of.Of.Version}",
                Tags = [mark, new(ReplacementNames.InstallationMark, of.Of.Installation)],
                ClientToken = request.ClientToken,
            },
            snapshot,
            cancellationToken);
        throw looks.Later(of, ImageStep, $"image {id}", 0);
    }

    // Only what this very step has made: an older one does not hold what was written to the disk since.
    private static async Task<IReadOnlyList<Snapshot>> FindAsync(ReplacementPermit permit, SnapshotDiskRequest request, CancellationToken cancellationToken)
    {
        var marks = new Tag[] { new(ReplacementNames.RunMark, permit.Caller.Run), new(ReplacementNames.StepMark, request.ClientToken) };
        var found = await permit.Reads.DescribeSnapshotsAsync(new(request.Instance.Region) { DiskId = request.DiskId, Tags = marks }, cancellationToken);
        return [.. found.Where(snapshot => !(snapshot.CreationTime < ServerTime.Scheduled - Tolerance))];
    }
}
