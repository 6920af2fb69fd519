namespace SharedImages.Ecs.Simulator;

/// <summary>An image's share with one account.</summary>
internal sealed record Share(DateTimeOffset SharedTime, DateTimeOffset VisibleFrom);
