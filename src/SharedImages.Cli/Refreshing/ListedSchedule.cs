namespace SharedImages.Cli;

/// <summary>A schedule as a listing has it.</summary>
internal sealed record ListedSchedule
{
    public required string Id { get; init; }

    public required bool Paused { get; init; }

    /// <summary>Why it is paused or resumed; null = nobody said.</summary>
    public string? Note { get; init; }

    /// <summary>When it runs next; null = never, or not known.</summary>
    public DateTimeOffset? Next { get; init; }

    /// <summary>When it ran last; null = never so far.</summary>
    public DateTimeOffset? Last { get; init; }
}
