namespace SharedImages.Cli;

/// <summary>One run of a schedule.</summary>
/// <param name="WorkflowId">Its workflow id.</param>
/// <param name="RunId">Its run id.</param>
/// <param name="Started">When it was started.</param>
/// <param name="Outcome">What came of it, in words.</param>
internal sealed record ScheduledRun(string WorkflowId, string RunId, DateTimeOffset Started, string Outcome);
