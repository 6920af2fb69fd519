using Temporalio.Exceptions;

namespace SharedImages.Workflows;

/// <summary>How the launch at the end of a promotion is called among its rows, and how it ended. Pure.</summary>
internal static class LastLaunchRules
{
    private const string Prefix = ContractNames.LaunchItem + "/";

    /// <summary>What a row of the launch is called in the promotion.</summary>
    public static string ItemHere(string item) => item == ContractNames.LaunchItem ? item : Prefix + item;

    /// <summary>What a row of the promotion is called in the launch.</summary>
    public static string ItemThere(string item) => item.StartsWith(Prefix, StringComparison.Ordinal) ? item[Prefix.Length..] : item;

    /// <summary>Whether a row of the promotion is the launch's.</summary>
    public static bool IsLaunch(string item) => item == ContractNames.LaunchItem || item.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>It has completed before.</summary>
    public static LaunchResult LaunchedBefore(LaunchSpec spec) => new()
    {
        Name = spec.Name,
        Version = spec.Version,
        Outcome = OperationOutcome.Completed,
        Summary = $"{OperationKinds.Launch.WorkflowId(spec.Name, spec.Version)} had completed before; nothing was launched.",
    };

    /// <summary>What a launch that did not complete tells.</summary>
    public static LaunchResult Failed(LaunchSpec spec, FailureException failure)
    {
        if (failure is ChildWorkflowFailureException { InnerException: ApplicationFailureException { Details.Count: > 0 } ended })
        {
            return ended.Details.ElementAt<LaunchResult>(0);
        }

        var id = OperationKinds.Launch.WorkflowId(spec.Name, spec.Version);
        var isCanceled = TemporalException.IsCanceledException(failure);
        return new()
        {
            Name = spec.Name,
            Version = spec.Version,
            Outcome = isCanceled ? OperationOutcome.Canceled : OperationOutcome.Failed,
            Summary = isCanceled
                ? $"{id} was canceled, and what it launched was removed; its own result tells more."
                : failure is ActivityFailureException activity ? StepFailedException.From(ContractNames.LaunchItem, activity).Error.Sentence()
                : $"{id} ended without a result ({(failure.InnerException ?? failure).Message}); what it launched carries the tag {Lineage.Operation} = {id}.",
        };
    }
}
