namespace SharedImages.Workflows;

/// <summary>How a promotion ended for one target.</summary>
/// <param name="Region">The region.</param>
/// <param name="State">See <see cref="RegionOutcome.State"/>.</param>
/// <param name="ImageId">Its image; null when there is none.</param>
/// <param name="Error">Why not, when it failed.</param>
public sealed record PromotedRegion(string Region, ItemState State, string? ImageId, StepError? Error);
