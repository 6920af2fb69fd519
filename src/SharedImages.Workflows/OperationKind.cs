namespace SharedImages.Workflows;

/// <summary>One kind of operation: all that the worker, the guard, the program and a rehearsal must know of it to treat it as any other.</summary>
/// <param name="Name"><c>kind</c> in a spec.</param>
/// <param name="Word">The command that starts it, and the first part of its workflow ids.</param>
/// <param name="Parts">What its rows are about, such as <c>regions</c>.</param>
/// <param name="Workflow">The workflow class that callers start.</param>
/// <param name="Children">The workflow classes that it starts itself, or that a schedule starts for it.</param>
/// <param name="Activities">The interfaces of the activities that they call.</param>
/// <param name="MayCall">The interfaces of other kinds that they call when the spec asks for what those kinds do.</param>
/// <param name="Read">Reads its spec from a parsed document.</param>
/// <param name="OnlyAdds">
/// What becomes of an id whose run has completed. Null = it runs again, with whatever spec. Else it runs again only when that is asked for,
/// and only with a spec (first) that adds to that of the completed run (second) and changes nothing of it.
/// </param>
public sealed record OperationKind(
    string Name,
    string Word,
    string Parts,
    Type Workflow,
    IReadOnlyList<Type> Children,
    IReadOnlyList<Type> Activities,
    IReadOnlyList<Type> MayCall,
    Func<SpecDocument, SpecReading<IOperationSpec>> Read,
    Func<IOperationSpec, IOperationSpec, bool>? OnlyAdds)
{
    /// <summary>Whether an operation of this kind has a version, which is a part of its workflow id.</summary>
    public bool HasVersion { get; init; } = true;

    /// <summary>The workflow type that callers start.</summary>
    public string WorkflowType { get; } = TypeOf(Workflow);

    /// <summary>The workflow types of its children.</summary>
    public IReadOnlyList<string> ChildTypes { get; } = [.. Children.Select(TypeOf)];

    /// <summary>The item that stands for the operation itself in rows and decisions.</summary>
    public string Item { get; } = ContractNames.OwnItem(Name);

    /// <summary>The only workflow id that an operation of this kind, name and version may have.</summary>
    public string WorkflowId(string name, string version) => ContractNames.OperationId(Word, name, version);

    /// <summary>Why a run does not do what a spec asks for: it has another id than the spec's; null = it has that one.</summary>
    internal Refusal? RefuseId(IOperationSpec spec, string workflowId)
    {
        var id = WorkflowId(spec.Name, spec.Version);
        return workflowId == id ? null : new("workflow-id", $"the workflow id is {workflowId}, but this spec's is {id}; start it under that id, so that the same request is the same run");
    }

    private static string TypeOf(Type workflow) => Temporalio.Workflows.WorkflowDefinition.Create(workflow).Name!;
}
