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

    /// <summary>A CopyImage is about to be sent.</summary>
    internal RegionMade Sending(CopyRequest request, DateTimeOffset now) => this with { UnansweredCopy = request, UnansweredSince = UnansweredSince ?? now };

    /// <summary>It is known what became of it.</summary>
    /// <param name="own">The image that this run made by it; null = none.</param>
    internal RegionMade Answered(MadeImage? own) => this with { UnansweredCopy = null, UnansweredSince = null, Images = own is null ? Images : [.. Images, own] };

    /// <summary>The image is gone.</summary>
    internal RegionMade Without(string imageId) => this with { Images = [.. Images.Where(image => image.ImageId != imageId)] };
}
