namespace SharedImages.Cli;

/// <summary>One activity of a run that waits for its next attempt.</summary>
/// <param name="WorkflowId">Of its workflow.</param>
/// <param name="RunId">Of its workflow.</param>
/// <param name="ActivityId">In that workflow.</param>
/// <param name="NextAttempt">When that is due.</param>
internal sealed record ActivityRef(string WorkflowId, string RunId, string ActivityId, DateTimeOffset NextAttempt);
