namespace SharedImages.Workflows;

/// <summary>How one region differs from what should be there.</summary>
/// <param name="Region">The region.</param>
/// <param name="State">How it stands.</param>
/// <param name="ImageId">The image that stands for the version; null = none.</param>
/// <param name="Drift">What of it is not as the spec says.</param>
/// <param name="Error">Why it could not be asked.</param>
public sealed record RegionDifference(string Region, RegionState State, string? ImageId, IReadOnlyList<Drift> Drift, StepError? Error);
