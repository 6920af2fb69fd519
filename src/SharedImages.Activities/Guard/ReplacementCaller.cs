namespace SharedImages.Activities;

/// <summary>The replacement that a step acts for, by Temporal's word and not by its input.</summary>
/// <param name="WorkflowId">The replacement's workflow id.</param>
/// <param name="Run">Its first run id.</param>
/// <param name="PartId">Id of the workflow that called: the replacement's own, or its part for one instance.</param>
internal sealed record ReplacementCaller(string WorkflowId, string Run, string PartId);
