using System.Net;
using System.Net.Sockets;

namespace SharedImages.Ecs.Simulator;

/// <summary>Where a launch goes, and how many instances there is room for (facts §2.8).</summary>
internal sealed record LaunchLocation(WorldZone Zone, string VSwitchId, IReadOnlyList<string> SecurityGroupIds, int Count, string? PrivateIp)
{
    public static LaunchLocation Find(Call call, LaunchRequest request)
    {
        var (cloud, amount) = (call.Cloud, request.Amount);
        var groups = SecurityGroups(call, request);
        var address = PrivateAddress(call, request);
        var vSwitch = call.Parameters.Optional("VSwitchId");
        var named = NamedZone(call, request.Region, vSwitch);
        if (named is not null)
        {
            ZoneSales.Check(call, named, request);
        }

        var zones = named is null ? cloud.Market.ZonesOf(request.Region).Where(zone => ZoneSales.Sells(zone, request)) : [named];
        var zone = zones.FirstOrDefault(candidate => cloud.StockLeft(candidate, request.Type) >= amount.Least) ?? throw Errors.NoStock();
        return new LaunchLocation(zone, vSwitch ?? zone.VSwitches[0], groups, Math.Min(amount.Wanted, cloud.StockLeft(zone, request.Type)), address);
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

    private static IReadOnlyList<string> SecurityGroups(Call call, LaunchRequest request)
    {
        var known = call.Cloud.SecurityGroupsOf(request.Region);
        var named = call.Parameters.Optional("SecurityGroupId") is { } one ? [one] : call.Parameters.List("SecurityGroupIds");
        if (named.Except(known, StringComparer.Ordinal).Any())
        {
            throw new ApiException(404, "InvalidSecurityGroupId.NotFound", "The specified SecurityGroupId does not exist.");
        }

        var groups = named.Count > 0 ? named : [known[0]];
        return groups.Any(group => call.Cloud.RoomIn(group) < request.Amount.Wanted)
            ? throw new ApiException(403, "SecurityGroupInstanceLimitExceed", "The number of instances in the specified security group exceeds the limit.")
            : groups;
    }

    /// <summary>The address that the one instance of the launch is to have; null = any.</summary>
    private static string? PrivateAddress(Call call, LaunchRequest request)
    {
        if (call.Parameters.Optional("PrivateIpAddress") is not { } text)
        {
            return null;
        }

        if (!IPAddress.TryParse(text, out var address) || address.AddressFamily != AddressFamily.InterNetwork || address.ToString() != text)
        {
            throw new ApiException(400, "InvalidPrivateIpAddress.Malformed", "The specified PrivateIpAddress is not valid.");
        }

        return request.Amount.Wanted > 1 || call.Cloud.Fleet.InstanceLists[InstanceKeys.In(request.Region)].From(0).Any(instance => instance.PrivateIp == text)
            ? throw new ApiException(400, "InvalidPrivateIpAddress.Duplicated", "The specified PrivateIpAddress is in use.")
            : text;
    }
}
