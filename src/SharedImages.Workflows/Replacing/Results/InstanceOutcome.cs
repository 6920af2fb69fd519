namespace SharedImages.Workflows;

/// <summary>How one instance ended.</summary>
public sealed record InstanceOutcome
{
    /// <summary>Its region.</summary>
    public required string Region { get; init; }

    /// <summary>Its id.</summary>
    public required string InstanceId { get; init; }

    /// <summary>How it ended.</summary>
    public required InstanceEnd End { get; init; }

    /// <summary>The image that it has now.</summary>
    public required string ImageId { get; init; }

    /// <summary>Whether it is as fit for service as it was found: it runs if it ran, and no test of it has failed.</summary>
    public bool InService { get; init; } = true;

    /// <summary>What it had before; null when nothing of it was replaced.</summary>
    public FormerDisk? Former { get; init; }

    /// <summary>Its new disk; null when it has none.</summary>
    public string? DiskId { get; init; }

    /// <summary>An image that was made of its old disk's snapshot to bring it back; null when none was.</summary>
    public string? FormerDiskImageId { get; init; }

    /// <summary>
    /// How what was on its old disk is had back by hand, command by command, with <c>IMAGE</c> for the id that the first one prints; empty when no
    /// disk is gone, no snapshot was made, or that content is on the disk again. Of many instances only the first are told it.
    /// </summary>
    public IReadOnlyList<string> Restore { get; init; } = [];

    /// <summary>Why not, when it is not as asked.</summary>
    public StepError? Error { get; init; }

    /// <summary>Whether it is as asked.</summary>
    internal bool IsAsAsked => Error is null;

    /// <summary>Whether it is on a disk that this run gave it, and can get again what it had before.</summary>
    internal bool CanGoBack => End is InstanceEnd.Replaced or InstanceEnd.FailedAsLeft && DiskId is not null && Former is not null;

    /// <summary>Whether it counts as failed: what was not begun does not.</summary>
    internal bool HasFailed => Error is { Kind: not StepErrorKind.NotStarted };
}
