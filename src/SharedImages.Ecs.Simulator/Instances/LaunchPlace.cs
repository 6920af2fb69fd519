namespace SharedImages.Ecs.Simulator;

/// <summary>Where a launch goes, and how many instances there is room for (facts §2.8).</summary>
internal sealed record LaunchPlace(WorldZone Zone, string VSwitchId, IReadOnlyList<string> SecurityGroupIds, int Count)
{
    public static LaunchPlace Find(Call call, string region, WorldInstanceType type, bool isEncrypted, LaunchAmount amount)
    {
        var groups = SecurityGroups(call, region);
        var vSwitch = call.Parameters.Optional("VSwitchId");
        var named = NamedZone(call, region, vSwitch);
        var zones = named is null ? call.Cloud.Market.ZonesOf(region).Where(zone => zone.OnSale && zone.Offers(type) && (zone.EncryptsSystemDisks || !isEncrypted)) : [CheckSells(named, type, isEncrypted)];
        var zone = zones.FirstOrDefault(candidate => call.Cloud.StockLeft(candidate, type) >= amount.Least) ?? throw Errors.NoStock();
        return new LaunchPlace(zone, vSwitch ?? zone.VSwitches[0], groups, Math.Min(amount.Wanted, call.Cloud.StockLeft(zone, type)));
    }

    /// <summary>The zone that the call names, itself or by its vSwitch; null when it leaves the choice to ECS.</summary>
    private static WorldZone? NamedZone(Call call, string region, string? vSwitch)
    {
        var zones = call.Cloud.Market.ZonesOf(region).ToList();
        var byId = call.Parameters.Optional("ZoneId") is { } id
            ? zones.Find(zone => zone.Id == id) ?? throw new ApiException(404, "InvalidZoneId.NotFound", "The specified ZoneId does not exist.")
            : null;
        var bySwitch = vSwitch is not null
            ? zones.Find(zone => zone.VSwitches.Contains(vSwitch, StringComparer.Ordinal)) ?? throw new ApiException(404, "InvalidVSwitchId.NotFound", "The specified VSwitchId does not exist.")
            : null;
        return byId is not null && bySwitch is not null && byId != bySwitch
            ? throw new ApiException(400, "InvalidVpcZone.NotSupported", "The specified vSwitch is not in the specified zone.")
            : byId ?? bySwitch;
    }

    private static WorldZone CheckSells(WorldZone zone, WorldInstanceType type, bool isEncrypted)
    {
        if (!zone.OnSale)
        {
            throw new ApiException(403, "Zone.NotOnSale", "The resource in the specified zone is no longer available for sale.");
        }

        if (isEncrypted && !zone.EncryptsSystemDisks)
        {
            throw new ApiException(400, "InvalidParameter.EncryptedNotSupported", "The specified zone does not support encrypted system disks.");
        }

        return zone.Offers(type)
            ? zone
            : throw new ApiException(403, "InvalidInstanceType.ZoneNotSupported", "The specified zone does not support this instance type.");
    }

    private static IReadOnlyList<string> SecurityGroups(Call call, string region)
    {
        var known = call.Cloud.SecurityGroupsOf(region);
        var named = call.Parameters.Optional("SecurityGroupId") is { } one ? [one] : call.Parameters.List("SecurityGroupIds");
        return named.Except(known, StringComparer.Ordinal).Any()
            ? throw new ApiException(404, "InvalidSecurityGroupId.NotFound", "The specified SecurityGroupId does not exist.")
            : named.Count > 0 ? named : [known[0]];
    }
}
