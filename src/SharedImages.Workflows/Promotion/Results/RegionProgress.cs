namespace SharedImages.Workflows;

/// <summary>Where one region is: row of the board, and payload of the <c>RegionChanged</c> signal.</summary>
public sealed record RegionProgress
{
    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>Intake or distribution.</summary>
    public required Hop Hop { get; init; }

    /// <summary>Where it is. As a promotion shows it: <c>Looking</c> until the image is known, <c>Waiting</c> from then on; the region's own query tells the steps between.</summary>
    public required RegionState State { get; init; }

    /// <summary>The image, once known.</summary>
    public string? ImageId { get; init; }

    /// <summary>True when an earlier run made the image.</summary>
    public bool Adopted { get; init; }

    /// <summary>How many times the copy was begun anew.</summary>
    public int Generation { get; init; }

    /// <summary>When parked or failed: the step that failed.</summary>
    public string? Step { get; init; }

    /// <summary>When parked or failed: why, and what to do.</summary>
    public StepError? Error { get; init; }

    /// <summary>When parked: the decisions that can be taken.</summary>
    public IReadOnlyList<ResolveAction> Actions { get; init; } = [];
}
