using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>The replacement that a step acts for, by Temporal's word and not by its input.</summary>
/// <param name="WorkflowId">The replacement's workflow id.</param>
/// <param name="Run">Its first run id.</param>
/// <param name="PartId">Id of the workflow that called: the replacement's own, or its part for one instance.</param>
/// <param name="Began">When that run began, by Temporal's clock.</param>
/// <param name="RunId">The replacement's run itself.</param>
internal sealed record ReplacementCaller(string WorkflowId, string Run, string PartId, DateTimeOffset Began, string RunId)
{
    /// <summary>The same as other kinds' callers are known.</summary>
    public Caller ToCaller()
    {
        var (_, name, version) = OperationKinds.OfWorkflowId(WorkflowId)!.Value;
        return new(OperationKinds.Replacement, WorkflowId, name, version, Run, Began);
    }
}
