using SharedImages.Ecs;

namespace SharedImages.Activities;

/// <summary>What the guard has allowed: to delete snapshots that carry the run's tag.</summary>
internal sealed class SnapshotPermit
{
    private readonly IEcsClient ecs;
    private readonly Caller caller;
    private readonly string account;
    private readonly string region;

    /// <summary>Only <see cref="ImageGuard"/> gives permits; a test sees to it.</summary>
    internal SnapshotPermit(IEcsClient ecs, string account, Caller caller, string region, IReadOnlyList<string> snapshotIds)
    {
        this.ecs = ecs;
        this.account = account;
        this.caller = caller;
        this.region = region;
        SnapshotIds = snapshotIds;
    }

    /// <summary>The snapshots.</summary>
    public IReadOnlyList<string> SnapshotIds { get; }

    /// <summary>Reads with the same credentials.</summary>
    public IEcsClient Reads => ecs;

    /// <summary>Deletes them one by one.</summary>
    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        foreach (var id in SnapshotIds)
        {
            await Writes.LogAsync(caller.WorkflowId, account, region, "DeleteSnapshot", id, async () => ((await ecs.DeleteSnapshotAsync(new(region, id), cancellationToken)).RequestId, "done"));
        }
    }
}
