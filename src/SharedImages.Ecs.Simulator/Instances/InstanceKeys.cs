namespace SharedImages.Ecs.Simulator;

/// <summary>The lists that an instance is in: its owner's, and those of the images that it uses and the stock that it takes a place of.</summary>
internal static class InstanceKeys
{
    public static IEnumerable<ListKey> Of(InstanceRecord instance, DateTimeOffset now)
    {
        var everybody = new ListKey(Facet.Image, instance.Region, Account: "");
        foreach (var image in instance.ImagesAt(now))
        {
            yield return everybody with { Value = image };
        }

        yield return everybody with { Facet = Facet.Address, Value = instance.PrivateIp };
        foreach (var group in instance.SecurityGroupIds.Distinct(StringComparer.Ordinal))
        {
            yield return everybody with { Facet = Facet.SecurityGroup, Value = group };
        }

        if (instance.HoldsPlaceAt(now))
        {
            yield return everybody with { Facet = Facet.Stock, Value = ListKey.StockValue(instance.Zone, instance.Type) };
        }

        var owned = new ListKey(Facet.Owned, instance.Region, instance.Owner);
        yield return owned with { Value = instance.Type.Id };
        yield return owned with { Facet = Facet.Charge, Value = instance.Options.ChargeType };
        if (now < instance.VisibleFrom)
        {
            yield break;
        }

        foreach (var (facet, value) in Facets(instance, now).Concat(ListKey.OfTags(instance.Tags)))
        {
            yield return owned with { Facet = facet, Value = value };
        }
    }

    private static IEnumerable<(Facet Facet, string Value)> Facets(InstanceRecord instance, DateTimeOffset now) =>
    [
        (Facet.All, ""),
        (Facet.Name, instance.Name),
        (Facet.Status, instance.StatusAt(now)),
        (Facet.Image, instance.ImageAt(now).ImageId),
        (Facet.Zone, instance.Zone.Id),
        (Facet.Type, instance.Type.Id),
    ];
}
