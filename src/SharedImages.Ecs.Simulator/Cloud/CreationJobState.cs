namespace SharedImages.Ecs.Simulator;

/// <summary>A <see cref="CreationJob"/> as a world file keeps it; its duration is what it takes here, whatever the speed is later.</summary>
internal sealed record CreationJobState(
    string? SourceImageId = null,
    TimeSpan Duration = default,
    int? FailAt = null,
    int? StallAt = null,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? EndedAt = null,
    DateTimeOffset? CancelledAt = null);
