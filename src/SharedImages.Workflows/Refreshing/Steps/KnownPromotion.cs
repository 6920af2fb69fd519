namespace SharedImages.Workflows;

/// <summary>What Temporal knows of the newest run of a promotion.</summary>
/// <param name="IsOpen">Whether it runs.</param>
/// <param name="Skipped">When it has completed: the regions that somebody decided to leave out.</param>
public sealed record KnownPromotion(bool IsOpen, IReadOnlyList<string> Skipped);
