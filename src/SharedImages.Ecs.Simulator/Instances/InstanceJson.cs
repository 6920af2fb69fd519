using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>An instance as DescribeInstances shows it (facts §2.11).</summary>
internal static class InstanceJson
{
    private const string Never = "2099-12-31T15:59Z";

    public static JsonObject Write(InstanceRecord instance, DateTimeOffset now)
    {
        var (image, options) = (instance.ImageAt(now), instance.Options);
        return new JsonObject
        {
            ["InstanceId"] = instance.InstanceId,
            ["InstanceName"] = instance.Name,
            ["HostName"] = instance.HostName,
            ["Description"] = "",
            ["Status"] = instance.StatusAt(now),
            ["ImageId"] = image.ImageId,
            ["RegionId"] = instance.Region,
            ["ZoneId"] = instance.Zone.Id,
            ["InstanceType"] = instance.Type.Id,
            ["InstanceTypeFamily"] = instance.Type.Family,
            ["Cpu"] = instance.Type.Cores,
            ["Memory"] = instance.Type.Memory * 1024,
            ["OSType"] = image.Traits.OSType,
            ["OSName"] = image.Traits.OSName,
            ["OSNameEn"] = image.Traits.OSName,
            ["CreationTime"] = WireText.Minute(instance.CreationTime),
            ["StartTime"] = instance.StartTimeAt(now) is { } start ? WireText.Minute(start) : "",
            ["ExpiredTime"] = Never,
            ["AutoReleaseTime"] = options.AutoReleaseTime is { } end ? WireText.Minute(end) : "",
            ["StoppedMode"] = instance.StatusAt(now) == InstanceStatus.Stopped ? instance.StoppedMode : "Not-applicable",
            ["InstanceChargeType"] = options.ChargeType,
            ["SpotStrategy"] = options.SpotStrategy,
            ["DeletionProtection"] = options.DeletionProtection,
            ["KeyPairName"] = options.KeyPairName,
            ["SerialNumber"] = Ids.Uuid(instance.InstanceId),
            ["InstanceNetworkType"] = "vpc",
            ["IoOptimized"] = true,
            ["ResourceGroupId"] = "",
            ["DeploymentSetId"] = "",
            ["VpcAttributes"] = new JsonObject
            {
                ["VpcId"] = Ids.Of("vpc", instance.Region),
                ["VSwitchId"] = instance.VSwitchId,
                ["PrivateIpAddress"] = Listing.Texts("IpAddress", [instance.PrivateIp]),
                ["NatIpAddress"] = "",
            },
            ["PublicIpAddress"] = Listing.Texts("IpAddress", instance.PublicIp is { } ip ? [ip] : []),
            ["EipAddress"] = new JsonObject { ["IpAddress"] = "", ["AllocationId"] = "" },
            ["SecurityGroupIds"] = Listing.Texts("SecurityGroupId", instance.SecurityGroupIds),
            ["NetworkInterfaces"] = new JsonObject { ["NetworkInterface"] = new JsonArray(NetworkInterface(instance)) },
            ["MetadataOptions"] = new JsonObject { ["HttpEndpoint"] = "enabled", ["HttpTokens"] = options.HttpTokens },
            ["OperationLocks"] = new JsonObject { ["LockReason"] = new JsonArray([.. instance.LockReasonsAt(now).Select(reason => new JsonObject { ["LockReason"] = reason, ["LockMsg"] = "" })]) },
            ["Tags"] = TagJson.Write(instance.Tags),
        };
    }

    private static JsonObject NetworkInterface(InstanceRecord instance) => new()
    {
        ["NetworkInterfaceId"] = Ids.Of("eni", instance.InstanceId),
        ["PrimaryIpAddress"] = instance.PrivateIp,
        ["Type"] = "Primary",
    };
}
