namespace SharedImages.Workflows;

/// <summary>What moving a channel would do in each region. Pure.</summary>
internal static class ChannelItemRules
{
    /// <summary>The regions as a plan says them.</summary>
    public static IReadOnlyList<PlannedItem> Items(IReadOnlyList<ChannelPlace> places) => [.. places.Select(place => new PlannedItem
    {
        Item = place.Region,
        Route = !ChannelRules.MustPoint(place) && ChannelRules.ToRelease(place).Count == 0 ? PlanRoute.Current
            : place.ImageId is null ? PlanRoute.Release
            : PlanRoute.Move,
        ImageId = place.ImageId,
        Present = place.Holders.Count == 0 ? null : string.Join(' ', place.Holders.Order(StringComparer.Ordinal)),
    })];
}
