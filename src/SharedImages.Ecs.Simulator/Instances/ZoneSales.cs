namespace SharedImages.Ecs.Simulator;

/// <summary>What a zone sells, and why not (facts §2.8, class "capacity").</summary>
internal static class ZoneSales
{
    private static readonly (ZoneCondition Condition, ApiException Refusal)[] Refusals =
    [
        (ZoneCondition.NotOpen, new(403, "Zone.NotOpen", "The specified zone is not open.")),
        (ZoneCondition.ByInvitation, new(403, "OperationDenied.ZoneNotAllowed", "The specified zone is not available to your account.")),
        (ZoneCondition.Rationed, new(403, "OperationDenied.ResourceControl", "The resources of the specified zone are rationed; please try again later.")),
        (ZoneCondition.VSwitchPending, new(400, "IncorrectVSwitchStatus", "The current status of the vSwitch does not support this operation.")),
        (ZoneCondition.VpcPending, new(400, "IncorrectVpcStatus", "The current status of the VPC does not support this operation.")),
        (ZoneCondition.NoPrivateIps, new(400, "QuotaExceeded.PrivateIpAddress", "The vSwitch does not have enough private addresses.")),
    ];

    /// <summary>Whether a launch that leaves the choice to ECS can go there: nothing is special about the zone.</summary>
    public static bool Sells(WorldZone zone, LaunchRequest request) =>
        zone.OnSale && zone.Conditions.Count == 0 && zone.Offers(request.Type) && (zone.EncryptsSystemDisks || !request.IsEncrypted) && request.Disks.All(disk => Sells(zone, disk));

    /// <exception cref="ApiException">The zone does not sell what the launch that names it wants.</exception>
    public static void Check(Call call, WorldZone zone, LaunchRequest request)
    {
        if (!zone.OnSale)
        {
            throw new ApiException(403, "Zone.NotOnSale", "The resource in the specified zone is no longer available for sale.");
        }

        foreach (var (condition, refusal) in Refusals)
        {
            if (zone.Is(condition))
            {
                throw refusal;
            }
        }

        CheckAddresses(call, zone);
        CheckEncryption(call, zone, request);
        CheckDisks(zone, request.Disks);
        if (!zone.Offers(request.Type))
        {
            throw new ApiException(403, "InvalidInstanceType.ZoneNotSupported", "The specified zone does not support this instance type.");
        }
    }

    private static void CheckAddresses(Call call, WorldZone zone)
    {
        if (zone.Is(ZoneCondition.NoPublicIps) && Launch.WantsPublicIp(call.Parameters))
        {
            throw new ApiException(400, "InvalidOperation.PublicIpAddressNoStock", "The specified zone has no public address left.");
        }
    }

    private static void CheckEncryption(Call call, WorldZone zone, LaunchRequest request)
    {
        if (zone.Is(ZoneCondition.NoSharedEncryptedImages) && request.Image.IsEncrypted && request.Image.Owner != call.Account)
        {
            throw new ApiException(400, "InvalidZoneId.NotSupportShareEncryptedImage", "The specified zone does not support encrypted images of other accounts.");
        }

        if (request.IsEncrypted && !zone.EncryptsSystemDisks)
        {
            throw new ApiException(400, "InvalidParameter.EncryptedNotSupported", "The specified zone does not support encrypted system disks.");
        }
    }

    private static void CheckDisks(WorldZone zone, IReadOnlyList<DiskPlan> disks)
    {
        if (!Sells(zone, disks[0]))
        {
            throw new ApiException(403, "OperationDenied.ZoneSystemCategoryNotMatch", "The specified zone does not have this category of system disks.");
        }

        if (!disks.All(disk => Sells(zone, disk)))
        {
            throw new ApiException(403, "CategoryNotSupported", "The specified zone does not have this category of data disks.");
        }
    }

    private static bool Sells(WorldZone zone, DiskPlan disk) => zone.DiskCategories.Count == 0 || zone.DiskCategories.Contains(disk.Category, StringComparer.Ordinal);
}
