using System.Globalization;
using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>What may be done to an instance, by what ECS says of it at that moment and by the worker's settings. Each gives null when it may, else why not. Pure.</summary>
internal static class ReplacementRules
{
    /// <summary>Whether its disk may be replaced, by the worker's settings.</summary>
    public static Refusal? Allowed(Instance instance, ReplacingOptions options) => options.InstanceTags.Any(instance.Tags.Contains)
        ? null
        : new(
            "replaceable",
            $"{instance.InstanceId} carries none of the tags that let this worker replace a disk{(options.InstanceTags.Count == 0 ? ", for there are none" : "")}; tag it, or change {ReplacingOptions.InstanceTagsSetting} and restart the worker");

    /// <summary>Whether a replacement has as many instances as the worker lets it have.</summary>
    public static Refusal? TooMany(int instances, ReplacingOptions options) => instances <= options.MaxInstances
        ? null
        : new(
            "max-instances",
            string.Create(CultureInfo.InvariantCulture, $"{instances} instances are selected, and this worker lets one replacement have {options.MaxInstances}; select fewer, or raise {ReplacingOptions.MaxInstancesSetting} and restart the worker"));

    /// <summary>Whether the replacement that calls has selected it, and no more than it may have. So that no replacement ever gets beyond that, whatever its parts are told.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="selected">All that it has selected, by Temporal's word; null = none so far.</param>
    /// <param name="options">The worker's settings.</param>
    public static Refusal? Selected(Instance instance, IReadOnlySet<string>? selected, ReplacingOptions options) => selected?.Contains(instance.InstanceId) == true
        ? TooMany(selected.Count, options)
        : new("selected", $"{instance.InstanceId} is none of the {selected?.Count ?? 0} instances that this replacement has selected; start a replacement that selects it");

    /// <summary>Whether another namespace replaces its disk. A mark of this installation that nobody works on any more is taken over: no other part of its id runs.</summary>
    public static Refusal? Marked(Instance instance, string installation) => MarkOf(instance) is { } mark && mark.Installation != installation
        ? new(
            "replacement-mark",
            $"{instance.InstanceId} is marked as being replaced by run {mark.Run} of {mark.Installation}; wait for that, or take its tags {ReplacementNames.RunMark} and {ReplacementNames.InstallationMark} away if it is over")
        : null;

    /// <summary>Whether it is in a state in which its disk can be replaced (facts §2.12).</summary>
    public static IEnumerable<Refusal> State(Instance instance)
    {
        if (instance.OperationLocks.Count > 0)
        {
            yield return new("locked", $"{instance.InstanceId} is locked ({string.Join(", ", instance.OperationLocks.Select(one => one.LockReason))}); settle what locks it, or leave it out");
        }

        if (instance.DeletionProtection)
        {
            yield return new("protected", $"{instance.InstanceId} is protected from being released, so its disk is left alone; take the protection away, or leave it out");
        }

        if (instance.Status is not ("Running" or "Stopped"))
        {
            yield return new("status", $"{instance.InstanceId} is {instance.Status}, and only a Running or Stopped one can get another disk; run again when it has come to rest");
        }
    }

    /// <summary>Whether this very run works on it.</summary>
    public static StepError? Unclaimed(string region, Instance instance, ReplacementCaller caller, string installation) =>
        MarkOf(instance) is { } mark && mark.Run == caller.Run && mark.Installation == installation
            ? null
            : new(
                StepErrorKind.Refused,
                $"{region} {instance.InstanceId} does not carry this run's mark any more{(MarkOf(instance) is { } other ? $", but that of run {other.Run} of {other.Installation}" : "")}",
                "find out who changed its tags; two replacements of one instance would cost it two disks");

    /// <summary>Whether a disk is its system disk.</summary>
    public static StepError? OtherDisk(string region, Instance instance, string diskId, IReadOnlyList<Disk> disks) => disks.Any(disk => disk.DiskId == diskId)
        ? null
        : new(StepErrorKind.Refused, $"{region} {instance.InstanceId}: {diskId} is not its system disk", "see who has replaced its disk since, then run the replacement again for it");

    /// <summary>Whether a snapshot is that of its old disk, which this very run has made.</summary>
    public static StepError? OtherSnapshot(string region, Instance instance, string snapshotId, IReadOnlyList<Snapshot> snapshots, ReplacementCaller caller) =>
        snapshots.FirstOrDefault(one => one.SnapshotId == snapshotId) is { } snapshot
            ? snapshot.Tags.ValueOf(ReplacementNames.RunMark) == caller.Run && snapshot.Tags.ValueOf(ReplacementNames.InstanceMark) == instance.InstanceId
                ? null
                : new(StepErrorKind.Refused, $"{region} {instance.InstanceId}: {snapshotId} is not a snapshot that this run has made of its disk", "find out who changed the snapshot's tags, or bring the instance back by hand")
            : new(StepErrorKind.NotFound, $"{region} {instance.InstanceId}: {snapshotId} is gone", "see whether it was deleted, or kept for too few days (keepOldDisk); what was on the old disk cannot be had back from it");

    private static (string Run, string Installation)? MarkOf(Instance instance) => instance.Tags.ValueOf(ReplacementNames.RunMark) is { Length: > 0 } run
        ? (run, instance.Tags.ValueOf(ReplacementNames.InstallationMark))
        : null;

}
