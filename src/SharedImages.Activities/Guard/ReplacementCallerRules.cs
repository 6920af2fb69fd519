using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Which workflow may call a step of a replacement: the replacement itself, or the part of an instance that one of its windows has started. Pure.</summary>
internal static class ReplacementCallerRules
{
    /// <summary>Null when it may; else why not.</summary>
    /// <param name="chain">The workflow that called, what started it, and so on; shorter when nothing did, or Temporal does not know it.</param>
    /// <param name="taskQueue">The queue of the step: a workflow that is run by another queue's workers is not run by our code.</param>
    public static string? Refuse(IReadOnlyList<RunFacts> chain, string taskQueue)
    {
        if (chain.Count == 0)
        {
            return "no workflow of ours called it";
        }

        var called = chain[0];
        if (called.Type == ReplacementNames.ReplaceSystemDisk && (chain.Count < 2 || chain[1].Type != ReplacementNames.ReplaceWindow))
        {
            return $"{called.WorkflowId} was not started by a window of a replacement";
        }

        var root = chain[^1];
        if (root.Type != ReplacementNames.ReplaceSystemDisks || OperationKinds.OfWorkflowId(root.WorkflowId)?.Kind != OperationKinds.Replacement || chain.Count is not (1 or 3))
        {
            return $"{root.WorkflowId} ({root.Type}) is no replacement";
        }

        if (chain.Count == 3 && !chain[1].WorkflowId.StartsWith(root.WorkflowId + "/windows/", StringComparison.Ordinal))
        {
            return $"{chain[1].WorkflowId} is not a window of {root.WorkflowId}";
        }

        return chain.FirstOrDefault(run => run.TaskQueue != taskQueue) is { } foreign
            ? $"{foreign.WorkflowId} is run by the workers of task queue {foreign.TaskQueue}, not of {taskQueue}"
            : null;
    }
}
