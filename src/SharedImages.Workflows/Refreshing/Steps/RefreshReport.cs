namespace SharedImages.Workflows;

/// <summary>Answer of <see cref="IRefreshActivities.SurveyRefreshAsync"/>: what should be there, and what is.</summary>
/// <param name="Account">UID that the worker acts for.</param>
/// <param name="Installation">Name of the worker's deployment.</param>
/// <param name="Source">The newest source image; null when there is none.</param>
/// <param name="Version">Its version; null when there is none.</param>
/// <param name="Refusals">Every reason not to go on.</param>
/// <param name="Promotion">What Temporal knows of the promotion of that version; null = nothing.</param>
/// <param name="Regions">What each target holds, in the spec's order; empty without a version.</param>
/// <param name="Foreign">Images that carry the name, but that no run of this installation has made; the first of them.</param>
/// <param name="ForeignCount">How many there are.</param>
/// <param name="Versions">The versions that the targets hold, the newest first.</param>
/// <param name="Channels">Where the channels stand, as their history knows.</param>
public sealed record RefreshReport(
    string Account,
    string Installation,
    SourceImage? Source,
    string? Version,
    IReadOnlyList<Refusal> Refusals,
    KnownPromotion? Promotion,
    IReadOnlyList<RegionHolding> Regions,
    IReadOnlyList<ForeignImage> Foreign,
    int ForeignCount,
    IReadOnlyList<HeldVersion> Versions,
    IReadOnlyList<ChannelStanding> Channels);
