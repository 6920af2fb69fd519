namespace SharedImages.Ecs;

/// <summary>One page of a listing.</summary>
/// <param name="Items">What it lists, each with its id.</param>
/// <param name="TotalCount">How many all pages list together; null when ECS does not say.</param>
/// <param name="NextToken">Where the next page begins; null on the last one.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, int? TotalCount, string? NextToken);
