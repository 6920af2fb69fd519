namespace SharedImages.Activities;

/// <summary>What is known of a copy besides what ECS shows of it.</summary>
/// <param name="UntilTurn">Of one in the region's queue: until its turn is likely to come; null = nobody can say.</param>
/// <param name="Duration">How long such copies have taken; null = none was seen.</param>
internal sealed record CopyOutlook(TimeSpan? UntilTurn, TimeSpan? Duration);
