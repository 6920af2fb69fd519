namespace SharedImages.Workflows;

/// <summary>One move of a channel.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Version">The version that it points to since.</param>
/// <param name="From">The versions that it pointed to before: one as a rule, none when it was new.</param>
/// <param name="At">When.</param>
/// <param name="Run">First run id of the operation that moved it.</param>
/// <param name="By">Identity of the client that asked for it; null = not known.</param>
/// <param name="Reason">Why; null = not given.</param>
public sealed record ChannelMove(string Channel, string Version, IReadOnlyList<string> From, DateTimeOffset At, string Run, string? By = null, string? Reason = null);
