using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>
/// Replaces system disks, each once: an instance that has another disk than the old one, or is locked, is not sent the request again; what
/// is sent again has its client token (facts §2.12).
/// </summary>
internal sealed class DiskReplacing(ReplacementGuard guard, InstanceLooks looks)
{
    private const string Step = "replace";

    public async Task<string> ReplaceAsync(ReplaceDiskRequest request, CancellationToken cancellationToken)
    {
        var of = request.Instance;
        var (session, instance) = await looks.SeeAsync(of, cancellationToken);
        if (instance.OperationLocks.Count > 0)
        {
            throw looks.Later(of, Step, $"locked ({string.Join(", ", instance.OperationLocks.Select(one => one.LockReason))})");
        }

        var disk = await looks.SystemDiskAsync(session.Ecs, of, cancellationToken);
        if (disk.DiskId != request.OldDiskId)
        {
            return instance.ImageId == request.Disk.ImageId && disk.Status == "In_use"
                ? looks.Over(of, Step, disk.DiskId)
                : throw looks.Later(of, Step, $"on {disk.DiskId} ({disk.Status}), and shows {instance.ImageId}");
        }

        var permit = await guard.ReplaceAsync(of, cancellationToken);
        var image = await guard.TakeAsync(permit, request.Disk, of.Of.Account, cancellationToken);
        try
        {
            await permit.ReplaceDiskAsync(ToEcs(request, image.ImageId), cancellationToken);
        }
        catch (EcsException failure) when (failure.Code == "InvalidImageId.NotFound" && looks.MayComeIntoSight)
        {
            // The guard has just seen it; where disks are made of it, it may be seen later (facts §8).
            throw looks.Later(of, Step, $"waiting for {image.ImageId}, which ECS does not find yet");
        }

        throw looks.Later(of, Step, $"getting a disk of {image.ImageId}");
    }

    private static ReplaceSystemDiskRequest ToEcs(ReplaceDiskRequest request, string imageId) => new()
    {
        RegionId = request.Instance.Region,
        InstanceId = request.Instance.InstanceId,
        ImageId = imageId,
        SystemDisk = new() { Size = request.Size },
        Encrypted = request.Disk.Encrypted ? true : null,
        KMSKeyId = request.Disk.KmsKeyId,
        ClientToken = request.ClientToken,
    };
}
