namespace SharedImages.Ecs.Simulator;

/// <summary>What is special about one region of the world.</summary>
/// <param name="Region">The region.</param>
/// <param name="Conditions">What is special.</param>
public sealed record WorldRegionConditions(string Region, IReadOnlyList<RegionCondition> Conditions);
