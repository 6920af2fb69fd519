namespace SharedImages.Activities;

/// <summary>The promotion that a step acts for, by Temporal's word and not by its input.</summary>
/// <param name="WorkflowId">The promotion's workflow id.</param>
/// <param name="Promotion">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Run">Its first run id.</param>
/// <param name="Began">When that run began, by Temporal's clock.</param>
internal sealed record Caller(string WorkflowId, string Promotion, string Version, string Run, DateTimeOffset Began);
