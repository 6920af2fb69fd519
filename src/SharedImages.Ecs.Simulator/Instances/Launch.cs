using System.Globalization;
using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>What RunInstances and CreateInstance have in common: a request for instances, checked, and the making of them (facts §2.8).</summary>
internal sealed class Launch
{
    private readonly Call _call;
    private readonly string _region;
    private readonly WorldInstanceType _type;
    private readonly ImageRecord _image;
    private readonly IReadOnlyList<DiskPlan> _disks;
    private readonly LaunchOptions _options;
    private readonly IReadOnlyList<KeyValuePair<string, string>> _tags;
    private readonly IReadOnlyList<string?> _names;
    private readonly IReadOnlyList<string?> _hostNames;
    private readonly LaunchLocation _location;

    /// <exception cref="ApiException">ECS would refuse it.</exception>
    public Launch(Call call, LaunchAmount amount, ApiException encryptedMismatch)
    {
        _call = call;
        _region = RegionOf(call);
        _type = TypeOf(call);
        _image = call.ImageToLaunch(_region);
        BootImage.CheckFits(_image, _type, new ApiException(403, "InvalidInstanceType.NotSupported", "The specified instance type does not support the architecture of the image."));
        _options = LaunchOptions.Read(call.Parameters, call.Now);
        CheckNamed();
        _disks = DiskPlan.ForLaunch(call, _image, encryptedMismatch);
        _tags = call.Parameters.Tags(Errors.TagQuotaExceeded());
        _names = LaunchNames.InstanceNames(call.Parameters, amount.Wanted);
        _hostNames = LaunchNames.HostNames(call.Parameters, amount.Wanted);
        LaunchAccount.Check(call, _options.ChargeType);
        _location = LaunchLocation.Find(call, new LaunchRequest(_region, _type, _image, _disks, amount));
        CheckQuota(_location.Count);
    }

    public static bool WantsPublicIp(Parameters parameters) => parameters.Optional("InternetMaxBandwidthOut") is not (null or "0");

    /// <summary>Of a subscription the order; nothing has a price here.</summary>
    public JsonObject Answer() => _options.ChargeType == "PrePaid"
        ? new() { ["OrderId"] = _call.Cloud.Fleet.NextNumber().ToString("D15", CultureInfo.InvariantCulture) }
        : [];

    /// <summary>Makes the instances and their disks.</summary>
    public IReadOnlyList<InstanceRecord> Make(InstanceLifecycle lifecycle, bool hasPublicIp)
    {
        var lag = _call.Fault(FaultKind.VisibilityLag)?.Fault.Duration ?? _call.Cloud.Rules.InstanceVisibilityLag;
        var visibleFrom = _call.Now + _call.Cloud.Clock.Scale(lag);
        return [.. Enumerable.Range(0, _location.Count).Select(index => Make(index, lifecycle, hasPublicIp, visibleFrom))];
    }

    private static string RegionOf(Call call)
    {
        var region = call.RequiredRegion();
        return call.Cloud.Is(region, RegionCondition.ByInvitation)
            ? throw new ApiException(403, "RegionUnauthorized", "Your account is not authorized to launch instances in the specified region.")
            : region;
    }

    private static WorldInstanceType TypeOf(Call call)
    {
        var type = call.Cloud.Market.Type(call.Parameters.Required("InstanceType"))
            ?? throw new ApiException(400, "InvalidInstanceType.ValueNotSupported", "The specified InstanceType does not exist or is beyond the permitted range.");
        return type.OnSale ? type : throw new ApiException(403, "InstanceType.Offline", "The specified InstanceType is no longer offered.");
    }

    /// <summary>What the request names beside type, image and place.</summary>
    private void CheckNamed()
    {
        if (_image.Is(ImageCondition.NoCloudInit) && _call.Parameters.Optional("UserData") is not null)
        {
            throw new ApiException(400, "ImageNotSupportCloudInit", "The specified image does not support cloud-init, so it takes no user data.");
        }

        if (_call.Parameters.Optional("RamRoleName") is not null && !PolicyCheck.Allows("ram:PassRole", _call))
        {
            throw new ApiException(403, "InvalidUser.PassRoleForbidden", "You are not authorized to give the instance a role (ram:PassRole).");
        }

        _call.CheckResourceGroup();
        _call.CheckKeyPair();
    }

    private void CheckQuota(int count)
    {
        var (rules, fleet) = (_call.Cloud.Rules, _call.Cloud.Fleet);
        var own = new ListKey(Facet.All, _region, _call.Account);
        var cores = fleet.InstanceLists[own].From(0).Sum(instance => instance.Type.Cores);
        if (cores + (count * _type.Cores) > rules.VcpuQuota)
        {
            throw new ApiException(403, "QuotaExceed.ElasticQuota", $"The number of vCPUs exceeds the quota ({rules.VcpuQuota}).");
        }

        if (_options.ChargeType == "PrePaid")
        {
            return;
        }

        if (fleet.InstanceLists[own].From(0).Count(instance => instance.Options.ChargeType == "PostPaid") + count > rules.InstanceQuota)
        {
            throw new ApiException(400, "QuotaExceed.AfterpayInstance", $"The number of pay-as-you-go instances exceeds the quota ({rules.InstanceQuota}).");
        }

        if (fleet.DiskLists[own].Count + (count * _disks.Count) > rules.DiskQuota)
        {
            throw new ApiException(403, "QuotaExceed.PostPaidDisk", $"The number of pay-as-you-go disks exceeds the quota ({rules.DiskQuota}).");
        }
    }

    private InstanceRecord Make(int index, InstanceLifecycle lifecycle, bool hasPublicIp, DateTimeOffset visibleFrom)
    {
        var cloud = _call.Cloud;
        var instanceId = cloud.Ids.Next("i");
        var number = cloud.Fleet.NextNumber();
        var instance = new InstanceRecord(_image)
        {
            InstanceId = instanceId,
            Owner = _call.Account,
            Zone = _location.Zone,
            VSwitchId = _location.VSwitchId,
            SecurityGroupIds = _location.SecurityGroupIds,
            Type = _type,
            Name = _names[index] ?? instanceId,
            HostName = _hostNames[index] ?? LaunchNames.DefaultHostName(instanceId),
            PrivateIp = _location.PrivateIp ?? Fleet.PrivateIp(number),
            PublicIp = hasPublicIp && WantsPublicIp(_call.Parameters) ? Fleet.PublicIp(number) : null,
            Options = _options,
            CreationTime = _call.Now,
            VisibleFrom = visibleFrom,
        };
        instance.Begin(lifecycle);
        instance.Tags.Set(_tags);
        cloud.Fleet.Add(instance, _disks.Select(plan => plan.Make(cloud, instance)));
        if (_options.AutoReleaseTime is { } end)
        {
            cloud.Fleet.RemoveAt(instance, end);
        }

        return instance;
    }
}
