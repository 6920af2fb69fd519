using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>A decision on one parked item of one run: to be made, made, or not taken.</summary>
/// <param name="Run">The run.</param>
/// <param name="Item">What is parked.</param>
/// <param name="Step">At which step.</param>
/// <param name="Since">Since when.</param>
/// <param name="Action">The decision.</param>
internal sealed record PendingDecision(RunFacts Run, string Item, string Step, DateTimeOffset? Since, ResolveAction Action)
{
    /// <summary>Whether it was taken; null = it has not been given.</summary>
    public bool? Taken { get; init; }

    /// <summary>Why it was not.</summary>
    public string? Problem { get; init; }
}
