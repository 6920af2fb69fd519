using SharedImages.Ecs;
using SharedImages.Workflows;
using Temporalio.Exceptions;

namespace SharedImages.Activities;

/// <summary>
/// Stands before every write to an instance, as <see cref="ImageGuard"/> does before those to images: which replacement called is asked of
/// Temporal, what the instance is of ECS, and what is allowed of the worker's settings at that moment.
/// </summary>
internal sealed class ReplacementGuard(ImageGuard images, Func<TrustOptions> trust, ReplacementCallers callers, string installation)
{
    /// <summary>To ask for a fleet; refuses a caller that may not. A plan may: no permit goes by it.</summary>
    public async Task<GuardedSession> SurveyAsync(string account, CancellationToken cancellationToken)
    {
        await callers.AskToReadAsync(cancellationToken);
        return await images.EnterAsync(account, cancellationToken);
    }

    /// <summary>To mark an instance as being replaced.</summary>
    public async Task<ReplacementPermit> ClaimAsync(ClaimInstanceRequest claim, CancellationToken cancellationToken)
    {
        var request = claim.Instance;
        var (session, caller, instance) = await EnterAsync(request, cancellationToken);
        if (instance.ImageId == claim.ImageId)
        {
            return Permit(session, caller, request, instance);
        }

        if ((await RefuseAsync(instance, caller, cancellationToken) ?? ReplacementRules.Marked(instance, request.Of.Installation) ?? ReplacementRules.State(instance).FirstOrDefault()) is { } refusal)
        {
            throw Refused(request.Region, refusal);
        }

        // It is not stopped for a disk that it would not get.
        return claim.ImageId is { } wanted && RecallRules.Refuse($"{request.Region} {request.InstanceId}", wanted, await images.RecalledAsync(cancellationToken)) is { } recalled
            ? throw StepFailures.Final(recalled)
            : Permit(session, caller, request, instance);
    }

    /// <summary>To take its disk from it, or make it ready for that: this run has marked it, and the worker's settings allow it now.</summary>
    public async Task<ReplacementPermit> ReplaceAsync(InstanceRequest request, CancellationToken cancellationToken)
    {
        var (session, caller, instance) = await EnterAsync(request, cancellationToken);
        if (ReplacementRules.Unclaimed(request.Region, instance, caller, request.Of.Installation) is { } unclaimed)
        {
            throw StepFailures.Final(unclaimed);
        }

        return await RefuseAsync(instance, caller, cancellationToken) is { } refusal ? throw Refused(request.Region, refusal) : Permit(session, caller, request, instance);
    }

    /// <summary>To bring it back into service: nothing but the account speaks against that, for a stopped instance helps nobody.</summary>
    public async Task<ReplacementPermit> StartAsync(InstanceRequest request, CancellationToken cancellationToken)
    {
        var (session, caller, instance) = await EnterAsync(request, cancellationToken);
        return Permit(session, caller, request, instance);
    }

    /// <summary>To take this run's mark away; null when it carries another's, or none.</summary>
    public async Task<ReplacementPermit?> ReleaseAsync(InstanceRequest request, CancellationToken cancellationToken)
    {
        var (session, caller, instance) = await EnterAsync(request, cancellationToken);
        return ReplacementRules.Unclaimed(request.Region, instance, caller, request.Of.Installation) is null ? Permit(session, caller, request, instance) : null;
    }

    /// <summary>The image of a disk to come, if it may be taken now: ours, of an owner that is trusted, or, on the way back, ECS's own.</summary>
    public async Task<Image> TakeAsync(ReplacementPermit permit, DiskWish disk, string account, CancellationToken cancellationToken)
    {
        var what = $"{disk.Region} {permit.Instance.InstanceId}";
        var image = await ImageGuard.FindAsync(permit.Reads, disk.Region, disk.ImageId, cancellationToken) ?? throw StepFailures.Final(new(
            StepErrorKind.NotFound, $"{what}: {disk.ImageId} is not in {disk.Region}, or no longer shared with this account", "see whether it was deleted or taken back", ImageId: disk.ImageId));
        if (!MayTake(image, account, trust()))
        {
            throw StepFailures.Final(new(
                StepErrorKind.Untrusted,
                $"{what}: {disk.ImageId} comes from {ImageRules.Origin(image, account, trust()) ?? "nobody knows whom"}, who is not on this worker's trust list now",
                $"change {TrustOptions.TrustedOwnersSetting} or {TrustOptions.OwnCopiesSetting}, or take another image",
                ImageId: disk.ImageId));
        }

        return await images.RecalledAsync(what, image, cancellationToken) is { } recalled ? throw StepFailures.Final(recalled) : image;
    }

    /// <summary>The disk of a snapshot to come, if it is the instance's system disk now.</summary>
    public static async Task<Disk> DiskAsync(ReplacementPermit permit, SnapshotDiskRequest request, CancellationToken cancellationToken)
    {
        var region = request.Instance.Region;
        var disks = await permit.Reads.DescribeDisksAsync(new() { RegionId = region, InstanceId = permit.Instance.InstanceId, DiskType = "system" }, cancellationToken);
        return ReplacementRules.OtherDisk(region, permit.Instance, request.DiskId, disks) is { } refusal ? throw StepFailures.Final(refusal) : disks.First(disk => disk.DiskId == request.DiskId);
    }

    /// <summary>The snapshot of an image to come, if this run has made it of the instance's old disk.</summary>
    public static async Task<Snapshot> SnapshotAsync(ReplacementPermit permit, FormerDiskImageRequest request, CancellationToken cancellationToken)
    {
        var region = request.Instance.Region;
        var snapshots = await permit.Reads.DescribeSnapshotsAsync(new(region) { SnapshotIds = [request.SnapshotId] }, cancellationToken);
        return ReplacementRules.OtherSnapshot(region, permit.Instance, request.SnapshotId, snapshots, permit.Caller) is { } refusal
            ? throw StepFailures.Final(refusal)
            : snapshots.First(snapshot => snapshot.SnapshotId == request.SnapshotId);
    }

    /// <summary>Whether a disk may be made of an image.</summary>
    public static bool MayTake(Image image, string account, TrustOptions trust) =>
        image.ImageOwnerAlias == "system" || (ImageRules.Origin(image, account, trust) is { } origin && PolicyRules.IsTrusted(origin, account, trust));

    /// <summary>Begins a step as the account that the replacement began with; the part that called is this instance's.</summary>
    public async Task<(GuardedSession Session, ReplacementCaller Caller)> LookAsync(InstanceRequest request, CancellationToken cancellationToken)
    {
        var caller = await callers.AskAsync(cancellationToken);
        if (caller.PartId != ReplacementNames.InstanceWorkflowId(request.Of.Account, request.Region, request.InstanceId))
        {
            throw StepFailures.Final(new(
                StepErrorKind.Refused, $"{request.Region} {request.InstanceId}: {caller.PartId} is the part of another instance", "start a replacement; its steps do nothing on their own"));
        }

        // Marks and snapshots are known by them, whatever the workflow was told.
        if (request.Of.Run != caller.Run || request.Of.Installation != installation)
        {
            throw StepFailures.Final(new(
                StepErrorKind.Refused,
                $"{request.Region} {request.InstanceId}: it would be replaced by run {request.Of.Run} of {request.Of.Installation}, which is not so",
                "find out who told the workflow so, then run the replacement again from its beginning"));
        }

        return (await images.EnterAsync(request.Of.Account, cancellationToken), caller);
    }

    private async Task<(GuardedSession Session, ReplacementCaller Caller, Instance Instance)> EnterAsync(InstanceRequest request, CancellationToken cancellationToken)
    {
        var (session, caller) = await LookAsync(request, cancellationToken);
        var found = await session.Ecs.DescribeInstancesAsync(new() { RegionId = request.Region, InstanceIds = [request.InstanceId] }, cancellationToken);
        return (session, caller, found.FirstOrDefault(one => one.InstanceId == request.InstanceId) ?? throw StepFailures.Final(new(
            StepErrorKind.NotFound, $"{request.Region} {request.InstanceId} is gone", "see who released it; leave it out")));
    }

    // By the worker's settings at this moment.
    private async Task<Refusal?> RefuseAsync(Instance instance, ReplacementCaller caller, CancellationToken cancellationToken) =>
        ReplacementRules.Allowed(instance, trust().Replacing) ?? ReplacementRules.Selected(instance, await callers.SelectedAsync(caller, cancellationToken), trust().Replacing);

    private static ReplacementPermit Permit(GuardedSession session, ReplacementCaller caller, InstanceRequest request, Instance instance) =>
        new(session.Ecs, session.Account, caller, request.Region, instance);

    private static ApplicationFailureException Refused(string region, Refusal refusal) => StepFailures.Final(new(
        StepErrorKind.Refused, $"{region} {refusal.Message.Split("; ", 2)[0]}", refusal.Message.Split("; ", 2) is [_, var remedy] ? remedy : "see the message"));
}
