namespace SharedImages.Cli;

/// <summary>One activity of a run.</summary>
internal sealed record ActivityRef(string WorkflowId, string RunId, string ActivityId);
