namespace SharedImages.Workflows;

/// <summary>What a region offers of the types asked for.</summary>
/// <param name="Region">The region.</param>
/// <param name="Types">The types that it knows, in the order asked.</param>
/// <param name="Error">Why it cannot be used; null when it answers.</param>
public sealed record RegionOffer(string Region, IReadOnlyList<OfferedType> Types, StepError? Error);
