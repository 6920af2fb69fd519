namespace SharedImages.Workflows;

/// <summary>Input of <see cref="IRefreshActivities.AwaitPromotionAsync"/>.</summary>
/// <param name="WorkflowId">The promotion.</param>
/// <param name="RunId">Its run.</param>
public sealed record AwaitPromotionRequest(string WorkflowId, string RunId);
