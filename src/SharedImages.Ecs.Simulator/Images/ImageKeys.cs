namespace SharedImages.Ecs.Simulator;

/// <summary>The lists that an image is in: its owner's, and those of the accounts that it is shared with or of the community, each by status.</summary>
internal static class ImageKeys
{
    public static readonly IReadOnlyList<string> Statuses =
        [ImageStatus.Creating, ImageStatus.Waiting, ImageStatus.Available, ImageStatus.UnAvailable, ImageStatus.CreateFailed, ImageStatus.Deprecated];

    /// <summary>The lists of all images that an account sees, its own or those of others; empty = those of the community.</summary>
    public static IEnumerable<ListKey> All(string region, string account, bool isShared, IEnumerable<string> statuses) =>
        statuses.Select(status => new ListKey(Facet.All, region, account) { IsShared = isShared, Status = status });

    public static IEnumerable<ListKey> Of(ImageRecord image, DateTimeOffset now)
    {
        var owned = new ListKey(Facet.Owned, image.Region, image.Owner);
        yield return owned;
        yield return owned with { Facet = Facet.Name, Value = image.Name };
        foreach (var account in image.Shares.Keys)
        {
            yield return SharedWith(account);
        }

        if (now < image.VisibleFrom)
        {
            yield break;
        }

        List<(Facet Facet, string Value)> facets = [(Facet.All, ""), (Facet.Architecture, image.Architecture), (Facet.OSType, image.OSType)];
        if (image.Family.Length > 0)
        {
            facets.Add((Facet.Family, image.Family));
        }

        var own = owned with { Status = image.Status };
        foreach (var (facet, value) in facets.Concat(ListKey.OfTags(image.Tags)))
        {
            yield return own with { Facet = facet, Value = value };
        }

        foreach (var account in SeenBy(image, now))
        {
            foreach (var (facet, value) in facets.Append((Facet.Owner, image.Owner)))
            {
                yield return own with { Account = account, IsShared = true, Facet = facet, Value = value };
            }
        }
    }

    /// <summary>All images that are shared with an account, in all regions.</summary>
    public static ListKey SharedWith(string account) => new(Facet.SharedWith, Region: "", account);

    /// <summary>When it, or a share of it, will be seen.</summary>
    public static DateTimeOffset? NextChange(ImageRecord image, DateTimeOffset now) =>
        Upcoming.First(now, image.Shares.Values.Select(share => share.VisibleFrom).Append(image.VisibleFrom));

    /// <summary>Empty = everybody. Who is shared an image of the community finds it among those (facts §2.1).</summary>
    private static IEnumerable<string> SeenBy(ImageRecord image, DateTimeOffset now) => image.IsCommunity
        ? [""]
        : image.Shares.Where(share => share.Key != image.Owner && now >= share.Value.VisibleFrom).Select(share => share.Key);
}
