namespace SharedImages.Workflows;

/// <summary>How one region ended.</summary>
public sealed record RegionOutcome
{
    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>Intake or distribution.</summary>
    public required Hop Hop { get; init; }

    /// <summary><see cref="ItemState.Done"/>, <see cref="ItemState.Failed"/>, <see cref="ItemState.Skipped"/>, <see cref="ItemState.Canceled"/> or <see cref="ItemState.Undone"/>.</summary>
    public required ItemState State { get; init; }

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

    /// <summary>How many things were compared.</summary>
    public int ChecksMade { get; init; }

    /// <summary>Of what was compared, all that was not as it must be at once.</summary>
    public IReadOnlyList<ImageCheck> Checks { get; init; } = [];

    /// <summary>What came of the commands of its test; null when this run has not tested it.</summary>
    public IReadOnlyList<CommandResult>? Tests { get; init; }

    /// <summary>Accounts the image is shared with, read back.</summary>
    public IReadOnlyList<string> SharedWith { get; init; } = [];

    /// <summary>When it was adopted: those of <see cref="SharedWith"/> that this run has shared it with.</summary>
    public IReadOnlyList<string> NewlySharedWith { get; init; } = [];

    /// <summary>When it was left out by decision: what of it could not be removed.</summary>
    public IReadOnlyList<Leftover> Left { get; init; } = [];

    /// <summary>Why not, when it failed.</summary>
    public StepError? Error { get; init; }

    /// <summary>What this run made here and would have to undo; empty in a promotion's result.</summary>
    public RegionMade Made { get; init; } = new();
}
