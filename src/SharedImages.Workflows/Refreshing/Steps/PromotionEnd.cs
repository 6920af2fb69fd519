namespace SharedImages.Workflows;

/// <summary>How a promotion ended.</summary>
/// <param name="Outcome">How; <see cref="OperationOutcome.Failed"/> also when it was stopped from outside.</param>
/// <param name="Summary">Its own words.</param>
/// <param name="Regions">Its targets; empty when it has told nothing of them.</param>
public sealed record PromotionEnd(OperationOutcome Outcome, string Summary, IReadOnlyList<PromotedRegion> Regions);
