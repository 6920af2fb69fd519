namespace SharedImages.Workflows;

/// <summary>Argument of <c>Resolve</c>. A decision that comes late hits nothing else: it names what it is about.</summary>
/// <param name="Item">The parked item: a part of the operation, or <see cref="ContractNames.OwnItem"/>.</param>
/// <param name="Step">The step at which it is parked, as <c>Progress</c> names it.</param>
/// <param name="Action">The decision.</param>
public sealed record ResolveRequest(string Item, string Step, ResolveAction Action);
