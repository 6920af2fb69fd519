namespace SharedImages.Workflows;

/// <summary>What a run made in one region: recorded before each action, so that undo knows all of it.</summary>
public sealed record RegionMade
{
    /// <summary>Whether there is nothing to undo.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsNothing => Images.Count == 0 && UnansweredCopy is null && SharedAccounts.Count == 0;

    /// <summary>Images this run made.</summary>
    public IReadOnlyList<MadeImage> Images { get; init; } = [];

    /// <summary>A CopyImage that was sent and whose answer is unknown: sending it again tells the id.</summary>
    public CopyRequest? UnansweredCopy { get; init; }

    /// <summary>When <see cref="UnansweredCopy"/> was first sent.</summary>
    public DateTimeOffset? UnansweredSince { get; init; }

    /// <summary>An adopted image that this run shared on; null when none.</summary>
    public string? SharedImageId { get; init; }

    /// <summary>Accounts this run shared that adopted image with (not those that had it before).</summary>
    public IReadOnlyList<string> SharedAccounts { get; init; } = [];
}
