using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>What an operation may do to an instance, by what ECS says of it at that moment. Pure.</summary>
internal static class InstanceRules
{
    // ECS shows the time at which an instance was made to the minute, and its clock is not Temporal's.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    /// <summary>Whether it is this run's: null when it is, else why not.</summary>
    public static StepError? RefuseForeign(string region, Instance instance, Caller caller)
    {
        var why = caller.Kind == OperationKinds.Replacement
            ? instance.Tags.ValueOf(ReplacementNames.RunMark) == caller.Run ? null : "does not carry the mark of this run"
            : NotLaunched(instance, caller);
        return why is null ? null : new(
            StepErrorKind.Refused,
            $"{region}: {instance.InstanceId} {why} of {caller.WorkflowId}, so it is not its own",
            "nothing: it was left as it is");
    }

    // A run's tag alone may have been put on an instance that is worth something.
    private static string? NotLaunched(Instance instance, Caller caller)
    {
        var isLaunched = instance.Tags.ValueOf(Lineage.Kind) == Lineage.LaunchKind
            && instance.Tags.ValueOf(Lineage.Operation) == caller.WorkflowId
            && instance.Tags.ValueOf(Lineage.Run) == caller.Run
            && instance.Tags.ValueOf(Lineage.Group).Length > 0;
        return !isLaunched ? "does not carry all the tags of an instance launched by this run"
            : instance.CreationTime < caller.Began - Tolerance ? "is older than this run"
            : null;
    }

    /// <summary>An instance that should be there is not.</summary>
    public static StepError Gone(string region, IEnumerable<string> instanceIds) => new(
        StepErrorKind.NotFound,
        $"{region}: {string.Join(", ", instanceIds)} is gone",
        "find out who deleted it, or whether ECS could not start it; retry launches what is missing");
}
