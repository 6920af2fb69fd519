using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>What the guard has allowed: to write to one instance and what is made of its disk, with the very credentials that it was checked with.</summary>
internal sealed class ReplacementPermit
{
    private readonly IEcsClient ecs;
    private readonly string account;
    private readonly ReplacementCaller caller;
    private readonly string region;

    /// <summary>Only <see cref="ReplacementGuard"/> gives permits; a test sees to it.</summary>
    internal ReplacementPermit(IEcsClient ecs, string account, ReplacementCaller caller, string region, Instance instance)
    {
        (this.ecs, this.account, this.caller, this.region) = (ecs, account, caller, region);
        Instance = instance;
    }

    /// <summary>The instance as it was checked.</summary>
    public Instance Instance { get; }

    /// <summary>Reads with the same credentials.</summary>
    public IEcsClient Reads => ecs;

    /// <summary>Which replacement it was given to.</summary>
    public ReplacementCaller Caller => caller;

    /// <summary>Whether it carries this run's mark.</summary>
    public bool IsMarked(string installation) => ReplacementRules.Unclaimed(region, Instance, caller, installation) is null;

    /// <summary>Marks it as being replaced by this run.</summary>
    public Task MarkAsync(string installation, CancellationToken cancellationToken) =>
        WriteAsync("TagResources", "mark", () => ecs.TagResourcesAsync(
            new(region, "instance", [Instance.InstanceId], [new(ReplacementNames.RunMark, caller.Run), new(ReplacementNames.InstallationMark, installation)]), cancellationToken));

    /// <summary>Takes the mark away.</summary>
    public Task UnmarkAsync(CancellationToken cancellationToken) =>
        WriteAsync("UntagResources", "mark", () => ecs.UntagResourcesAsync(
            new() { RegionId = region, ResourceType = "instance", ResourceIds = [Instance.InstanceId], TagKeys = [ReplacementNames.RunMark, ReplacementNames.InstallationMark] }, cancellationToken));

    /// <summary>Stops it, charges going on: so it keeps its place in the zone.</summary>
    public Task StopAsync(CancellationToken cancellationToken) =>
        WriteAsync("StopInstance", "", () => ecs.StopInstanceAsync(new() { RegionId = region, InstanceId = Instance.InstanceId, StoppedMode = "KeepCharging" }, cancellationToken));

    /// <summary>Starts it.</summary>
    public Task StartAsync(CancellationToken cancellationToken) =>
        WriteAsync("StartInstance", "", () => ecs.StartInstanceAsync(new() { RegionId = region, InstanceId = Instance.InstanceId }, cancellationToken));

    /// <summary>Gives it a new system disk.</summary>
    public Task<string> ReplaceDiskAsync(ReplaceSystemDiskRequest request, CancellationToken cancellationToken) =>
        WriteAsync("ReplaceSystemDisk", $"by {request.ImageId}", async () =>
        {
            var answer = await ecs.ReplaceSystemDiskAsync(request with { RegionId = region, InstanceId = Instance.InstanceId }, cancellationToken);
            return (answer.RequestId, answer.DiskId);
        });

    /// <summary>Makes a snapshot of its disk, and marks it as that of this run, this instance and this step.</summary>
    /// <param name="request">The snapshot.</param>
    /// <param name="disk">The disk, as <see cref="ReplacementGuard.DiskAsync"/> has checked it.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public Task<string> SnapshotAsync(CreateSnapshotRequest request, Disk disk, CancellationToken cancellationToken) =>
        WriteAsync("CreateSnapshot", $"of {disk.DiskId}", async () =>
        {
            var marks = new Tag[] { new(ReplacementNames.RunMark, caller.Run), new(ReplacementNames.InstanceMark, Instance.InstanceId), new(ReplacementNames.StepMark, request.ClientToken ?? "") };
            var answer = await ecs.CreateSnapshotAsync(request with { RegionId = region, DiskId = disk.DiskId, Tags = [.. request.Tags, .. marks] }, cancellationToken);
            return (answer.RequestId, answer.SnapshotId);
        });

    /// <summary>Makes an image of its old disk's snapshot.</summary>
    /// <param name="request">The image.</param>
    /// <param name="snapshot">The snapshot, as <see cref="ReplacementGuard.SnapshotAsync"/> has checked it.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public Task<string> MakeImageAsync(CreateImageRequest request, Snapshot snapshot, CancellationToken cancellationToken) =>
        WriteAsync("CreateImage", $"of {snapshot.SnapshotId}", async () =>
        {
            var answer = await ecs.CreateImageAsync(request with { RegionId = region, SnapshotId = snapshot.SnapshotId }, cancellationToken);
            return (answer.RequestId, answer.ImageId);
        });

    private Task<string> WriteAsync(string action, string what, Func<Task<Acknowledgement>> write) => WriteAsync(action, what, async () => ((await write()).RequestId, "done"));

    private async Task<string> WriteAsync(string action, string what, Func<Task<(string RequestId, string Answer)>> write)
    {
        var answer = "";
        await Writes.LogAsync(caller.WorkflowId, account, region, action, $"{Instance.InstanceId} {what}".TrimEnd(), async () =>
        {
            var (requestId, said) = await write();
            answer = said;
            return (requestId, said);
        });
        return answer;
    }
}
