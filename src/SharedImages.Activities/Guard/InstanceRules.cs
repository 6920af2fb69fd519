using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>What an operation may do to an instance, by what ECS says of it at that moment. Pure.</summary>
internal static class InstanceRules
{
    /// <summary>Value of a tag; empty when it is not there.</summary>
    public static string TagOf(Instance instance, string key) => instance.Tags.FirstOrDefault(tag => tag.Key == key)?.Value ?? "";

    /// <summary>Whether it is this run's: null when it is, else why not.</summary>
    public static StepError? RefuseForeign(string region, Instance instance, Caller caller) => TagOf(instance, caller.Kind == OperationKinds.Replacement ? ReplacementNames.RunMark : Lineage.Run) == caller.Run
        ? null
        : new(
            StepErrorKind.Refused,
            $"{region}: {instance.InstanceId} does not carry the tag of this run of {caller.WorkflowId}, so it is not its own",
            "nothing: it was left as it is");

    /// <summary>An instance that should be there is not.</summary>
    public static StepError Gone(string region, IEnumerable<string> instanceIds) => new(
        StepErrorKind.NotFound,
        $"{region}: {string.Join(", ", instanceIds)} is gone",
        "find out who deleted it, or whether ECS could not start it; retry launches what is missing");
}
