namespace SharedImages.Workflows;

/// <summary>Input of a step about one instance.</summary>
/// <param name="Of">The run that it belongs to.</param>
/// <param name="Region">The instance's region.</param>
/// <param name="InstanceId">The instance.</param>
public sealed record InstanceRequest(ReplacementRun Of, string Region, string InstanceId);
