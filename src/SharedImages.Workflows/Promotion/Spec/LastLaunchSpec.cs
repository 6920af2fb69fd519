namespace SharedImages.Workflows;

/// <summary>What is launched from the copies of a promotion at its end, by a launch of the same name and version.</summary>
/// <param name="Targets">See <see cref="LaunchSpec"/>; each region a target of the promotion.</param>
/// <param name="Instance">See <see cref="LaunchSpec"/>.</param>
/// <param name="Test">See <see cref="LaunchSpec"/>.</param>
public sealed record LastLaunchSpec(IReadOnlyList<LaunchTarget> Targets, InstanceSpec Instance, TestSpec? Test);
