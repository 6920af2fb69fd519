namespace SharedImages.Cli;

/// <summary>A step of a worker: what it asked of ECS for an item.</summary>
/// <param name="Item">For which.</param>
/// <param name="Step">Its name.</param>
/// <param name="What">What it was for.</param>
/// <param name="From">When it was begun.</param>
/// <param name="To">When it ended.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Failure">Why it failed; null = it did not.</param>
internal sealed record ReportCall(string Item, string Step, string What, DateTimeOffset From, DateTimeOffset To, int Attempts, string? Failure);
