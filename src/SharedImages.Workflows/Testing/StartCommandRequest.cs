namespace SharedImages.Workflows;

/// <summary>Input of <see cref="ITestActivities.StartCommandAsync"/>.</summary>
/// <param name="Region">Region of the instances.</param>
/// <param name="Account">UID that the operation began with.</param>
/// <param name="InstanceIds">At most <see cref="SmokeTest.MaxInstances"/>.</param>
/// <param name="Command">The command.</param>
/// <param name="ClientToken">The same for every retry, so that it begins once.</param>
public sealed record StartCommandRequest(string Region, string Account, IReadOnlyList<string> InstanceIds, TestCommand Command, string ClientToken);
