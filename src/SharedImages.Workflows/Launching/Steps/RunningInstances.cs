namespace SharedImages.Workflows;

/// <summary>Answer of <see cref="ILaunchActivities.AwaitRunningAsync"/>.</summary>
/// <param name="Instances">Those that run.</param>
/// <param name="Lost">Ids of those that are gone: ECS could not make them after all, or somebody deleted them.</param>
public sealed record RunningInstances(IReadOnlyList<LaunchedInstance> Instances, IReadOnlyList<string> Lost);
