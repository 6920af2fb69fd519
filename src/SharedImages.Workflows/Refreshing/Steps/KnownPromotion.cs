namespace SharedImages.Workflows;

/// <summary>What Temporal knows of a version: of the newest run of its promotion, and of its retirement.</summary>
/// <param name="IsOpen">Whether it runs.</param>
/// <param name="Skipped">When it has completed: the regions that somebody decided to leave out.</param>
/// <param name="IsRetired">Whether it is retired, or on its way out: what is not there any more is not made anew.</param>
public sealed record KnownPromotion(bool IsOpen, IReadOnlyList<string> Skipped, bool IsRetired = false);
