using System.Globalization;
using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>What RunInstances and CreateInstance have in common: a request for instances, checked, and the making of them (facts §2.8).</summary>
internal sealed class Launch
{
    private readonly Call call;
    private readonly string region;
    private readonly WorldInstanceType type;
    private readonly ImageRecord image;
    private readonly IReadOnlyList<DiskPlan> disks;
    private readonly LaunchOptions options;
    private readonly IReadOnlyList<KeyValuePair<string, string>> tags;
    private readonly IReadOnlyList<string?> names;
    private readonly IReadOnlyList<string?> hostNames;
    private readonly LaunchLocation location;

    /// <exception cref="ApiException">ECS would refuse it.</exception>
    public Launch(Call call, LaunchAmount amount, ApiException encryptedMismatch)
    {
        this.call = call;
        region = RegionOf(call);
        type = TypeOf(call);
        image = call.ImageToLaunch(region);
        BootImage.CheckFits(image, type, new ApiException(403, "InvalidInstanceType.NotSupported", "The specified instance type does not support the architecture of the image."));
        options = LaunchOptions.Read(call.Parameters, call.Now);
        CheckNamed();
        disks = DiskPlan.ForLaunch(call, image, encryptedMismatch);
        tags = call.Parameters.Tags(Errors.TagQuotaExceeded());
        names = LaunchNames.InstanceNames(call.Parameters, amount.Wanted);
        hostNames = LaunchNames.HostNames(call.Parameters, amount.Wanted);
        LaunchAccount.Check(call, options.ChargeType);
        location = LaunchLocation.Find(call, new LaunchRequest(region, type, image, disks, amount));
        CheckQuota(location.Count);
    }

    public static bool WantsPublicIp(Parameters parameters) => parameters.Optional("InternetMaxBandwidthOut") is not (null or "0");

    /// <summary>Of a subscription the order; nothing has a price here.</summary>
    public JsonObject Answer() => options.ChargeType == "PrePaid"
        ? new() { ["OrderId"] = call.Cloud.Fleet.NextNumber().ToString("D15", CultureInfo.InvariantCulture) }
        : [];

    /// <summary>Makes the instances and their disks.</summary>
    public IReadOnlyList<InstanceRecord> Make(InstanceLifecycle lifecycle, bool hasPublicIp)
    {
        var lag = call.Fault(FaultKind.VisibilityLag)?.Fault.Duration ?? call.Cloud.Rules.InstanceVisibilityLag;
        var visibleFrom = call.Now + call.Cloud.Clock.Scale(lag);
        return [.. Enumerable.Range(0, location.Count).Select(index => Make(index, lifecycle, hasPublicIp, visibleFrom))];
    }

    private static string RegionOf(Call call)
    {
        var named = call.RequiredRegion();
        return call.Cloud.Is(named, RegionCondition.ByInvitation)
            ? throw new ApiException(403, "RegionUnauthorized", "Your account is not authorized to launch instances in the specified named.")
            : named;
    }

    private static WorldInstanceType TypeOf(Call call)
    {
        var named = call.Cloud.Market.Type(call.Parameters.Required("InstanceType"))
            ?? throw new ApiException(400, "InvalidInstanceType.ValueNotSupported", "The specified InstanceType does not exist or is beyond the permitted range.");
        return named.OnSale ? named : throw new ApiException(403, "InstanceType.Offline", "The specified InstanceType is no longer offered.");
    }

    /// <summary>What the request names beside type, image and place.</summary>
    private void CheckNamed()
    {
        if (image.Is(ImageCondition.NoCloudInit) && call.Parameters.Optional("UserData") is not null)
        {
            throw new ApiException(400, "ImageNotSupportCloudInit", "The specified image does not support cloud-init, so it takes no user data.");
        }

        if (call.Parameters.Optional("RamRoleName") is not null && !PolicyCheck.Allows("ram:PassRole", call))
        {
            throw new ApiException(403, "InvalidUser.PassRoleForbidden", "You are not authorized to give the instance a role (ram:PassRole).");
        }

        call.CheckResourceGroup();
        call.CheckKeyPair();
    }

    private void CheckQuota(int count)
    {
        var (rules, fleet) = (call.Cloud.Rules, call.Cloud.Fleet);
        var own = new ListKey(Facet.All, region, call.Account);
        var cores = fleet.InstanceLists[own].From(0).Sum(instance => instance.Type.Cores);
        if (cores + (count * type.Cores) > rules.VcpuQuota)
        {
            throw new ApiException(403, "QuotaExceed.ElasticQuota", $"The number of vCPUs exceeds the quota ({rules.VcpuQuota}).");
        }

        if (options.ChargeType == "PrePaid")
        {
            return;
        }

        if (fleet.InstanceLists[own].From(0).Count(instance => instance.Options.ChargeType == "PostPaid") + count > rules.InstanceQuota)
        {
            throw new ApiException(400, "QuotaExceed.AfterpayInstance", $"The number of pay-as-you-go instances exceeds the quota ({rules.InstanceQuota}).");
        }

        if (fleet.DiskLists[own].Count + (count * disks.Count) > rules.DiskQuota)
        {
            throw new ApiException(403, "QuotaExceed.PostPaidDisk", $"The number of pay-as-you-go disks exceeds the quota ({rules.DiskQuota}).");
        }
    }

    private InstanceRecord Make(int index, InstanceLifecycle lifecycle, bool hasPublicIp, DateTimeOffset visibleFrom)
    {
        var cloud = call.Cloud;
        var instanceId = cloud.Ids.Next("i");
        var number = cloud.Fleet.NextNumber();
        var instance = new InstanceRecord(image)
        {
            InstanceId = instanceId,
            Owner = call.Account,
            Zone = location.Zone,
            VSwitchId = location.VSwitchId,
            SecurityGroupIds = location.SecurityGroupIds,
            Type = type,
            Name = names[index] ?? instanceId,
            HostName = hostNames[index] ?? LaunchNames.DefaultHostName(instanceId),
            PrivateIp = location.PrivateIp ?? Fleet.PrivateIp(number),
            PublicIp = hasPublicIp && WantsPublicIp(call.Parameters) ? Fleet.PublicIp(number) : null,
            Options = options,
            CreationTime = call.Now,
            VisibleFrom = visibleFrom,
        };
        instance.Begin(lifecycle);
        instance.Tags.Set(tags);
        cloud.Fleet.Add(instance, disks.Select(plan => plan.Make(cloud, instance)));
        if (options.AutoReleaseTime is { } end)
        {
            cloud.Fleet.RemoveAt(instance, end);
        }

        return instance;
    }
}
