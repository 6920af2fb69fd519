namespace SharedImages.Workflows;

/// <summary>How it ended in one region.</summary>
public sealed record ChannelOutcome
{
    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The image that the channel was to point to; null = none.</summary>
    public string? ImageId { get; init; }

    /// <summary>The images that it pointed to before.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary><see cref="ItemState.Done"/>, <see cref="ItemState.Failed"/> where it could not be moved back either, <see cref="ItemState.Undone"/>, or <see cref="ItemState.Canceled"/> where nothing had been begun.</summary>
    public required ItemState State { get; init; }

    /// <summary>Why it was not moved, or not moved back.</summary>
    public StepError? Error { get; init; }
}
