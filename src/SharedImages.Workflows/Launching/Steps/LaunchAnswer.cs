namespace SharedImages.Workflows;

/// <summary>Answer of <see cref="ILaunchActivities.RunInstancesAsync"/>.</summary>
/// <param name="InstanceIds">The instances, which are still being made; fewer than asked for when there was no stock for more.</param>
/// <param name="NoPlace">Why there is no place for any of this type at this vSwitch; null when there was.</param>
public sealed record LaunchAnswer(IReadOnlyList<string> InstanceIds, StepError? NoPlace);
