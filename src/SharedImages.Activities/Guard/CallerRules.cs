using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Which workflow may call a step that writes: an operation of the step's kind, or a child that such an operation has started. Pure.</summary>
internal static class CallerRules
{
    /// <summary>Null when it may; else why not.</summary>
    /// <param name="kind">The kind that the step is of.</param>
    /// <param name="called">The workflow that called; null when none did, or Temporal does not know it.</param>
    /// <param name="parent">What started that workflow; null when nothing did.</param>
    /// <param name="taskQueue">The queue of the step: a workflow that is run by another queue's workers is not run by our code.</param>
    public static string? Refuse(OperationKind kind, RunFacts? called, RunFacts? parent, string taskQueue)
    {
        if (called is null)
        {
            return "no workflow of ours called it";
        }

        var operation = kind.ChildTypes.Contains(called.Type, StringComparer.Ordinal) ? parent : called;
        if (operation is null)
        {
            return $"{called.WorkflowId} was not started by a {kind.Item}";
        }

        if (operation.Type != kind.WorkflowType || OperationKinds.OfWorkflowId(operation.WorkflowId)?.Kind != kind)
        {
            return $"{operation.WorkflowId} ({operation.Type}) is no {kind.Item}";
        }

        if (called != operation && called.WorkflowId != ContractNames.RegionWorkflowId(operation.WorkflowId, called.WorkflowId[(called.WorkflowId.LastIndexOf('/') + 1)..]))
        {
            return $"{called.WorkflowId} is not a region of {operation.WorkflowId}";
        }

        return called.TaskQueue == taskQueue && operation.TaskQueue == taskQueue
            ? null
            : $"{called.WorkflowId} is run by the workers of task queue {(called.TaskQueue == taskQueue ? operation.TaskQueue : called.TaskQueue)}, not of {taskQueue}";
    }

    /// <summary>Which plan may call a step that only reads: null when it may; else why not.</summary>
    /// <param name="kind">The kind that the step is of.</param>
    /// <param name="called">The workflow that called; null when none did, or Temporal does not know it.</param>
    /// <param name="taskQueue">The queue of the step.</param>
    public static string? RefusePlan(OperationKind kind, RunFacts? called, string taskQueue) =>
        called is null ? "no workflow of ours called it"
        : called.Type != PlanNames.PlanOperation || PlanNames.OperationOf(called.WorkflowId)?.Kind != kind ? $"{called.WorkflowId} ({called.Type}) is no plan of a {kind.Item}"
        : called.TaskQueue == taskQueue ? null
        : $"{called.WorkflowId} is run by the workers of task queue {called.TaskQueue}, not of {taskQueue}";
}
