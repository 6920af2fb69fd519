namespace SharedImages.Workflows;

/// <summary>How one region of a launch ended.</summary>
public sealed record LaunchOutcome
{
    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary><see cref="ItemState.Done"/>, <see cref="ItemState.Failed"/>, <see cref="ItemState.Skipped"/>, <see cref="ItemState.Canceled"/> or <see cref="ItemState.Undone"/>.</summary>
    public required ItemState State { get; init; }

    /// <summary>The image that the instances were made from; null when it was not found.</summary>
    public string? ImageId { get; init; }

    /// <summary>How many were asked for.</summary>
    public required int Wanted { get; init; }

    /// <summary>Those that there are.</summary>
    public IReadOnlyList<LaunchedInstance> Instances { get; init; } = [];

    /// <summary>Ids of those that ECS gave and did not make, or that were gone before the end.</summary>
    public IReadOnlyList<string> Lost { get; init; } = [];

    /// <summary>Why not, when it failed.</summary>
    public StepError? Error { get; init; }

    /// <summary>When it was left out by decision: what of it could not be removed.</summary>
    public IReadOnlyList<Leftover> Left { get; init; } = [];
}
