namespace SharedImages.Workflows;

/// <summary>A run that a refresh has started or joined.</summary>
/// <param name="WorkflowId">Its workflow id.</param>
/// <param name="RunId">Its run id.</param>
public sealed record StartedRun(string WorkflowId, string RunId);
