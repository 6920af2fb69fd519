namespace SharedImages.Workflows;

/// <summary>Verdict of <see cref="CopyRules"/>. Nothing set = copy.</summary>
/// <param name="Take">The copy to go on with.</param>
/// <param name="Discard">Failed copies to remove before copying.</param>
/// <param name="Stop">Why the region cannot go on.</param>
internal sealed record CopyDecision(FoundCopy? Take, IReadOnlyList<FoundCopy> Discard, StepError? Stop);
