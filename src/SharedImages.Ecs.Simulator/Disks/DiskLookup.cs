namespace SharedImages.Ecs.Simulator;

/// <summary>Finds the disk that a call names.</summary>
internal static class DiskLookup
{
    /// <summary>The caller's own disk, in whatever region it is.</summary>
    public static CloudDisk OwnDisk(this Call call) =>
        call.Cloud.Fleet.Disks.Find(call.Parameters.Required("DiskId")) is { } disk && disk.Owner == call.Account
            ? disk
            : throw new ApiException(404, "InvalidDiskId.NotFound", "The specified disk does not exist.");
}
