namespace SharedImages.Workflows;

/// <summary>One kind of operation.</summary>
/// <param name="Name"><c>kind</c> in a spec.</param>
/// <param name="Workflows">The workflow classes that a worker runs for it, those of its children among them.</param>
public sealed record OperationKind(string Name, IReadOnlyList<Type> Workflows);
