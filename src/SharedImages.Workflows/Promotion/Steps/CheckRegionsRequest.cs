namespace SharedImages.Workflows;

/// <summary>Input of <see cref="IPromotionActivities.CheckRegionsAsync"/>.</summary>
/// <param name="Regions">Regions to ask.</param>
public sealed record CheckRegionsRequest(IReadOnlyList<string> Regions);
