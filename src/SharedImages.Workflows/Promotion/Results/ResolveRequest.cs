namespace SharedImages.Workflows;

/// <summary>Argument of <c>Resolve</c>.</summary>
/// <param name="Region">The parked region.</param>
/// <param name="Action">The decision.</param>
public sealed record ResolveRequest(string Region, ResolveAction Action);
