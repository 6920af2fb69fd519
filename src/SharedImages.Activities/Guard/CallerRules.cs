using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Which workflow may call a step that writes: a promotion, or the part of a region that a promotion has started. Pure.</summary>
internal static class CallerRules
{
    /// <summary>Null when it may; else why not.</summary>
    /// <param name="called">The workflow that called; null when none did, or Temporal does not know it.</param>
    /// <param name="parent">What started that workflow; null when nothing did.</param>
    /// <param name="taskQueue">The queue of the step: a workflow that is run by another queue's workers is not run by our code.</param>
    public static string? Refuse(RunFacts? called, RunFacts? parent, string taskQueue)
    {
        if (called is null)
        {
            return "no workflow of ours called it";
        }

        var promotion = called.Type == ContractNames.CopyToRegion ? parent : called;
        if (promotion is null)
        {
            return $"{called.WorkflowId} was not started by a promotion";
        }

        if (promotion.Type != ContractNames.PromoteImage || ContractNames.ReadWorkflowId(promotion.WorkflowId) is null)
        {
            return $"{promotion.WorkflowId} ({promotion.Type}) is no promotion";
        }

        if (called != promotion && called.WorkflowId != ContractNames.RegionWorkflowId(promotion.WorkflowId, called.WorkflowId[(called.WorkflowId.LastIndexOf('/') + 1)..]))
        {
            return $"{called.WorkflowId} is not a region of {promotion.WorkflowId}";
        }

        return called.TaskQueue == taskQueue && promotion.TaskQueue == taskQueue
            ? null
            : $"{called.WorkflowId} is run by the workers of task queue {(called.TaskQueue == taskQueue ? promotion.TaskQueue : called.TaskQueue)}, not of {taskQueue}";
    }
}
