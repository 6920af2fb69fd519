namespace SharedImages.Workflows;

/// <summary>An instance in a region.</summary>
/// <param name="Region">The region.</param>
/// <param name="InstanceId">The instance.</param>
public sealed record InstanceRef(string Region, string InstanceId);
