namespace SharedImages.Ecs.Simulator;

/// <summary>Finds the snapshot that a call names.</summary>
internal static class SnapshotLookup
{
    /// <summary>The caller's own snapshot in a region, finished.</summary>
    public static SnapshotRecord AccomplishedSnapshot(this Call call, string region, string snapshotId)
    {
        var snapshot = call.Cloud.Snapshots.FindIn(region, snapshotId).FirstOrDefault(candidate => candidate.Owner == call.Account)
            ?? throw new ApiException(404, "InvalidSnapshotId.NotFound", "The specified SnapshotId does not exist.");
        return snapshot.Status == "accomplished"
            ? snapshot
            : throw new ApiException(403, "InvalidSnapshotId.NotReady", "The specified snapshot is not ready.");
    }
}
