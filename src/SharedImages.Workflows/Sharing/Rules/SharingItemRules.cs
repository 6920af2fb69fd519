namespace SharedImages.Workflows;

/// <summary>What a sharing would do with each image. Pure.</summary>
internal static class SharingItemRules
{
    /// <summary>The images as a plan says them: one that is shared with some and taken back from others twice.</summary>
    public static IReadOnlyList<PlannedItem> Items(IEnumerable<ChangeSharesRequest> changes) => [.. changes.SelectMany(Items)];

    private static IEnumerable<PlannedItem> Items(ChangeSharesRequest change)
    {
        if (change.Add.Count > 0 || change.Remove.Count == 0)
        {
            yield return Item(change, change.Add.Count > 0 ? PlanRoute.Share : PlanRoute.Current, change.Add);
        }

        if (change.Remove.Count > 0)
        {
            yield return Item(change, PlanRoute.Unshare, change.Remove);
        }
    }

    private static PlannedItem Item(ChangeSharesRequest change, PlanRoute route, IReadOnlyList<string> accounts) =>
        new() { Item = change.ToString(), Route = route, ImageId = change.ImageId, Accounts = [.. accounts.Order(StringComparer.Ordinal)] };
}
