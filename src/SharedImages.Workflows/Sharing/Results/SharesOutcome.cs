namespace SharedImages.Workflows;

/// <summary>How it ended for one image.</summary>
public sealed record SharesOutcome
{
    /// <summary>The image's region.</summary>
    public required string Region { get; init; }

    /// <summary>The image.</summary>
    public required string ImageId { get; init; }

    /// <summary><see cref="ItemState.Done"/>, <see cref="ItemState.Failed"/>, <see cref="ItemState.Skipped"/>, <see cref="ItemState.Undone"/>, or <see cref="ItemState.Canceled"/> where nothing had been begun.</summary>
    public required ItemState State { get; init; }

    /// <summary>Accounts that this run shared it with.</summary>
    public IReadOnlyList<string> Added { get; init; } = [];

    /// <summary>Accounts that this run took it back from.</summary>
    public IReadOnlyList<string> Removed { get; init; } = [];

    /// <summary>Accounts that it is shared with, read back; empty also where that is not known, because a change has failed.</summary>
    public IReadOnlyList<string> SharedWith { get; init; } = [];

    /// <summary>Why not, when it failed.</summary>
    public StepError? Error { get; init; }
}
