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

    private static (string Run, string Installation)? MarkOf(Instance instance) => TagOf(instance, ReplacementNames.RunMark) is { Length: > 0 } run
        ? (run, TagOf(instance, ReplacementNames.InstallationMark))
        : null;

    private static string TagOf(Instance instance, string key) => instance.Tags.FirstOrDefault(tag => tag.Key == key)?.Value ?? "";
}
