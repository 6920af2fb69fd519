namespace SharedImages.Activities;

/// <summary>An open operation that works with images.</summary>
/// <param name="WorkflowId">Its workflow id.</param>
/// <param name="ImageIds">With which of those that were asked about; empty = with all.</param>
internal sealed record ImageUser(string WorkflowId, IReadOnlyList<string> ImageIds);
