namespace SharedImages.Ecs.Simulator;

/// <summary>The lists that an instance is in: its owner's, those of its region, and those of the images that it boots from.</summary>
internal static class InstanceKeys
{
    public static IEnumerable<ListKey> Of(InstanceRecord instance)
    {
        var all = In(instance.Region);
        yield return all;
        foreach (var image in instance.Images)
        {
            yield return Using(instance.Region, image);
        }

        var owned = all with { Account = instance.Owner };
        yield return owned;
        foreach (var (facet, value) in ListKey.OfTags(instance.Tags))
        {
            yield return owned with { Facet = facet, Value = value };
        }
    }

    /// <summary>All instances of a region, whoever owns them.</summary>
    public static ListKey In(string region) => new(Facet.All, region, Account: "");

    /// <summary>All instances of a region that boot from an image, or did before another replaced it, whoever owns them.</summary>
    public static ListKey Using(string region, string imageId) => new(Facet.Image, region, Account: "", imageId);
}
