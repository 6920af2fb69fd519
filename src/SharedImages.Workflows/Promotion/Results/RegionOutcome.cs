namespace SharedImages.Workflows;

/// <summary>How one region ended.</summary>
public sealed record RegionOutcome
{
    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>Intake or distribution.</summary>
    public required Hop Hop { get; init; }

    /// <summary><see cref="RegionState.Done"/>, <see cref="RegionState.Failed"/>, <see cref="RegionState.Skipped"/>, <see cref="RegionState.Canceled"/> or <see cref="RegionState.Undone"/>.</summary>
    public required RegionState State { get; init; }

    /// <summary>The image; null when there is none.</summary>
    public string? ImageId { get; init; }

    /// <summary>The image's name.</summary>
    public string? ImageName { get; init; }

    /// <summary>Whether the image is encrypted.</summary>
    public bool Encrypted { get; init; }

    /// <summary>The key asked for; null = none or the service key.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>True when an earlier run made the image.</summary>
    public bool Adopted { get; init; }

    /// <summary>How many times the copy was begun anew.</summary>
    public int Generation { get; init; }

    /// <summary>What was compared.</summary>
    public IReadOnlyList<ImageCheck> Checks { get; init; } = [];

    /// <summary>Accounts the image is shared with, read back.</summary>
    public IReadOnlyList<string> SharedWith { get; init; } = [];

    /// <summary>Why not, when it failed.</summary>
    public StepError? Error { get; init; }

    /// <summary>What this run made here and would have to undo.</summary>
    public RegionMade Made { get; init; } = new();
}
