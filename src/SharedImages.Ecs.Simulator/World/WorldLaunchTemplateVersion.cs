namespace SharedImages.Ecs.Simulator;

/// <summary>A version of a launch template.</summary>
/// <param name="Parameters">Parameters of RunInstances, named as there: <c>SystemDisk.Size</c>, <c>Tag.1.Key</c> …</param>
public sealed record WorldLaunchTemplateVersion(IReadOnlyDictionary<string, string> Parameters);
