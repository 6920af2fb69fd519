namespace SharedImages.Workflows;

/// <summary>What one target region holds of the version.</summary>
/// <param name="Region">The region.</param>
/// <param name="Image">The image that stands for the version there; null = there is none.</param>
/// <param name="Error">Why it could not be asked; null = it answered.</param>
public sealed record RegionHolding(string Region, HeldImage? Image, StepError? Error);
