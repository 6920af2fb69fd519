namespace SharedImages.Workflows;

/// <summary>Names and times of plans.</summary>
public static class PlanNames
{
    /// <summary>Workflow type of a plan.</summary>
    public const string PlanOperation = "PlanOperation";

    /// <summary>First part of a plan's workflow id.</summary>
    public const string Prefix = "plan";

    /// <summary>After this long a plan says what it has found, and what has not answered.</summary>
    public static TimeSpan Deadline { get; } = TimeSpan.FromMinutes(3);

    /// <summary>After this long Temporal ends a plan that nobody works on.</summary>
    public static TimeSpan ExecutionTimeout { get; } = TimeSpan.FromMinutes(5);

    /// <summary>A workflow id of a plan.</summary>
    /// <param name="operationId">Workflow id of the operation that is planned.</param>
    /// <param name="once">What tells plans of one operation apart; without a slash.</param>
    public static string WorkflowId(string operationId, string once) => $"{Prefix}/{operationId}/{once}";

    /// <summary>The operation that a plan of this id is of; null when it is no plan's.</summary>
    public static (OperationKind Kind, string Name, string Version)? OperationOf(string workflowId) =>
        workflowId.StartsWith(Prefix + "/", StringComparison.Ordinal) && workflowId.LastIndexOf('/') is var end && end > Prefix.Length
            ? OperationKinds.OfWorkflowId(workflowId[(Prefix.Length + 1)..end])
            : null;
}
