namespace SharedImages.Ecs.Simulator;

/// <summary>A status that an instance has from a moment on.</summary>
internal sealed record LifecycleStep(string Status, DateTimeOffset From);
