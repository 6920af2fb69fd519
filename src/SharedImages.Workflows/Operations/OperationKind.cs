namespace SharedImages.Workflows;

/// <summary>One kind of operation: what a worker runs for it, and how its runs are called.</summary>
/// <param name="Name"><c>kind</c> in a spec.</param>
/// <param name="WorkflowType">Workflow type that a run is started as.</param>
/// <param name="IdPrefix">First part of a run's workflow id, before name and version.</param>
/// <param name="Workflows">Its workflow classes, those of its children among them.</param>
public sealed record OperationKind(string Name, string WorkflowType, string IdPrefix, IReadOnlyList<Type> Workflows)
{
    /// <summary>The only workflow id that a run of this name and version may have.</summary>
    public string WorkflowId(string name, string version) => $"{IdPrefix}/{name}/{version}";
}
