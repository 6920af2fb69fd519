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
    private readonly LaunchPlace _place;

    /// <exception cref="ApiException">ECS would refuse it.</exception>
    public Launch(Call call, LaunchAmount amount, ApiException encryptedMismatch)
    {
        _call = call;
        _region = call.RequiredRegion();
        _type = call.Cloud.Market.Type(call.Parameters.Required("InstanceType"))
            ?? throw new ApiException(400, "InvalidInstanceType.ValueNotSupported", "The specified InstanceType does not exist or is beyond the permitted range.");
        _image = call.ImageToLaunch(_region);
        BootImage.CheckFits(_image, _type, new ApiException(403, "InvalidInstanceType.NotSupported", "The specified instance type does not support the architecture of the image."));
        _options = LaunchOptions.Read(call.Parameters, call.Cloud.Market.PriceOf(_type), call.Now);
        _disks = DiskPlan.ForLaunch(call, _image, encryptedMismatch);
        _tags = call.Parameters.Tags();
        _names = LaunchNames.InstanceNames(call.Parameters, amount.Wanted);
        _hostNames = LaunchNames.HostNames(call.Parameters, amount.Wanted);
        CheckAccount();
        _place = LaunchPlace.Find(call, _region, _type, _disks[0].KMSKeyId is not null, amount);
        CheckQuota(_place.Count);
    }

    /// <summary>The price of all instances together per hour, and of a subscription the order.</summary>
    public JsonObject Answer()
    {
        var answer = new JsonObject { ["TradePrice"] = _call.Cloud.Market.PriceOf(_type) * _place.Count };
        if (_options.ChargeType == "PrePaid")
        {
            answer["OrderId"] = _call.Cloud.Fleet.NextNumber().ToString("D15", CultureInfo.InvariantCulture);
        }

        return answer;
    }

    /// <summary>Makes the instances and their disks.</summary>
    public IReadOnlyList<InstanceRecord> Make(Course course, bool hasPublicIp)
    {
        var lag = _call.Fault(FaultKind.VisibilityLag)?.Fault.Duration ?? _call.Cloud.Rules.InstanceVisibilityLag;
        var visibleFrom = _call.Now + _call.Cloud.Clock.Scale(lag);
        return [.. Enumerable.Range(0, _place.Count).Select(index => Make(index, course, hasPublicIp, visibleFrom))];
    }

    private void CheckAccount()
    {
        if (!_call.Caller.CanPay)
        {
            throw new ApiException(403, "InvalidAccountStatus.NotEnoughBalance", "Your account does not have enough balance.");
        }
    }

    private void CheckQuota(int count)
    {
        var used = _call.Cloud.Fleet.Instances.In(_region).Where(instance => instance.Owner == _call.Account).Sum(instance => instance.Type.Cores);
        if (used + (count * _type.Cores) > _call.Cloud.Rules.VcpuQuota)
        {
            throw new ApiException(403, "QuotaExceed.ElasticQuota", $"The number of vCPUs exceeds the quota ({_call.Cloud.Rules.VcpuQuota}).");
        }
    }

    private InstanceRecord Make(int index, Course course, bool hasPublicIp, DateTimeOffset visibleFrom)
    {
        var cloud = _call.Cloud;
        var instanceId = cloud.Ids.Next("i");
        var number = cloud.Fleet.NextNumber();
        var instance = new InstanceRecord(_image)
        {
            InstanceId = instanceId,
            Owner = _call.Account,
            Zone = _place.Zone,
            VSwitchId = _place.VSwitchId,
            SecurityGroupIds = _place.SecurityGroupIds,
            Type = _type,
            Name = _names[index] ?? instanceId,
            HostName = _hostNames[index] ?? LaunchNames.DefaultHostName(instanceId),
            PrivateIp = Fleet.PrivateIp(number),
            PublicIp = hasPublicIp && _call.Parameters.Optional("InternetMaxBandwidthOut") is not (null or "0") ? Fleet.PublicIp(number) : null,
            Options = _options,
            CreationTime = _call.Now,
            VisibleFrom = visibleFrom,
        };
        instance.Begin(course);
        foreach (var (key, value) in _tags)
        {
            instance.Tags[key] = value;
        }

        cloud.Fleet.Add(instance, _disks.Select(plan => plan.Make(cloud, instance)));
        if (_options.AutoReleaseTime is { } end)
        {
            cloud.Fleet.RemoveAt(instance, end);
        }

        return instance;
    }
}
