namespace SharedImages.Workflows;

/// <summary>How a refresh ended: the difference that it found, and what became of it. <c>version</c> is the one that it is about.</summary>
public sealed record RefreshResult() : OperationResult(RefreshSpec.SpecKind)
{
    /// <summary>The newest source image; null when none was found.</summary>
    public SourceImage? Source { get; init; }

    /// <summary>Whether it only said what there is to do.</summary>
    public bool Plan { get; init; }

    /// <summary>The targets, in the spec's order; empty when it was refused.</summary>
    public IReadOnlyList<RegionRefresh> Regions { get; init; } = [];

    /// <summary>Workflow id of the promotion that it started or joined; null = none was needed.</summary>
    public string? Promotion { get; init; }

    /// <summary>That promotion's run.</summary>
    public string? PromotionRunId { get; init; }

    /// <summary>Whether somebody else had started that promotion.</summary>
    public bool Joined { get; init; }

    /// <summary>The channels that follow, in the spec's order.</summary>
    public IReadOnlyList<ChannelChange> Channels { get; init; } = [];

    /// <summary>Versions that are more than the spec keeps, and what became of each.</summary>
    public IReadOnlyList<SurplusVersion> Surplus { get; init; } = [];

    /// <summary>Images that carry the name, but that no run of this installation has made; the first of them.</summary>
    public IReadOnlyList<ForeignImage> Foreign { get; init; } = [];

    /// <summary>How many there are.</summary>
    public int ForeignCount { get; init; }
}
