using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>The operation that a step acts for, by Temporal's word and not by its input.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="WorkflowId">Its workflow id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Run">Its first run id.</param>
/// <param name="Began">When that run began, by Temporal's clock.</param>
internal sealed record Caller(OperationKind Kind, string WorkflowId, string Name, string Version, string Run, DateTimeOffset Began);
