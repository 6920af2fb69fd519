namespace SharedImages.Workflows;

/// <summary>Input of <see cref="IInstanceActivities"/>.</summary>
/// <param name="Region">Their region.</param>
/// <param name="Account">UID that the operation began with.</param>
/// <param name="InstanceIds">The instances.</param>
/// <param name="LaunchedAt">When the last of them was asked for: "not there" counts only after the visibility grace. Null = none was.</param>
public sealed record InstancesRequest(string Region, string Account, IReadOnlyList<string> InstanceIds, DateTimeOffset? LaunchedAt);
