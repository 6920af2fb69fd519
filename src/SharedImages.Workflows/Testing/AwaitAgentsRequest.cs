namespace SharedImages.Workflows;

/// <summary>Input of <see cref="ITestActivities.AwaitAgentsAsync"/>.</summary>
/// <param name="Region">Region of the instances.</param>
/// <param name="Account">UID that the operation began with.</param>
/// <param name="InstanceIds">At most <see cref="SmokeTest.MaxInstances"/>.</param>
/// <param name="Within">How long they may take, from when this is asked.</param>
public sealed record AwaitAgentsRequest(string Region, string Account, IReadOnlyList<string> InstanceIds, TimeSpan Within);
