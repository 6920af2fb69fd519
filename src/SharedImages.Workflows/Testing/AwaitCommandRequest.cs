namespace SharedImages.Workflows;

/// <summary>Input of <see cref="ITestActivities.AwaitCommandAsync"/>.</summary>
/// <param name="Region">Region of the instances.</param>
/// <param name="Account">UID that the operation began with.</param>
/// <param name="InvokeId">As <see cref="ITestActivities.StartCommandAsync"/> gave it.</param>
/// <param name="InstanceIds">Those that it was begun on.</param>
/// <param name="Command">The command.</param>
public sealed record AwaitCommandRequest(string Region, string Account, string InvokeId, IReadOnlyList<string> InstanceIds, TestCommand Command);
