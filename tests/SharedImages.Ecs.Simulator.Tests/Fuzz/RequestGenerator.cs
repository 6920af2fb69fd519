using System.Globalization;
using System.Text;

namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>Makes requests for every operation, right and wrong and hostile ones; the same random numbers, the same requests.</summary>
internal sealed class RequestGenerator(Random random, DirectSimulator simulator)
{
    /// <summary>What each operation takes; with a <c>!</c> what it seldom does without.</summary>
    private static readonly (string Action, string[] Parameters)[] Operations =
    [
        Operation("DescribeRegions", "RegionId AcceptLanguage"),
        Operation("DescribeImages", "RegionId! ImageId ImageName Status Usable ImageOwnerAlias ImageOwnerId IsPublic ImageFamily SnapshotId Architecture OSType Usage InstanceType Tag.1.Key Tag.1.Value Filter.1.Key Filter.1.Value PageNumber PageSize DryRun"),
        Operation("CopyImage", "RegionId! ImageId! DestinationRegionId! DestinationImageName! DestinationDescription Encrypted KMSKeyId EncryptAlgorithm ResourceGroupId Tag.1.Key Tag.1.Value Tag.2.Key ClientToken DryRun"),
        Operation("CopyImage", "RegionId! ImageId! DestinationRegionId!"),
        Operation("CancelCopyImage", "RegionId! ImageId!"),
        Operation("DeleteImage", "RegionId! ImageId! Force DryRun"),
        Operation("ModifyImageAttribute", "RegionId! ImageId! ImageName Description ImageFamily BootMode Features.NvmeSupport Features.ImdsSupport Status DryRun"),
        Operation("ModifyImageSharePermission", "RegionId! ImageId! AddAccount.1 AddAccount.2 AddAccount.11 RemoveAccount.1 RemoveAccount.2 IsPublic DryRun"),
        Operation("DescribeImageSharePermission", "RegionId! ImageId! PageNumber PageSize"),
        Operation("TagResources", "RegionId! ResourceType! ResourceId.1! ResourceId.2 Tag.1.Key! Tag.1.Value Tag.2.Key Tag.3.Key"),
        Operation("UntagResources", "RegionId! ResourceType! ResourceId.1! TagKey.1 TagKey.2 All"),
        Operation("ListTagResources", "RegionId! ResourceType! ResourceId.1 Tag.1.Key TagFilter.1.TagKey TagFilter.1.TagValues.1 NextToken"),
        Operation("DescribeSnapshots", "RegionId! SnapshotIds SnapshotName Status Usage InstanceId DiskId Encrypted KMSKeyId Tag.1.Key MaxResults NextToken DryRun"),
        Operation("CreateSnapshot", "DiskId! SnapshotName Description RetentionDays Tag.1.Key ClientToken"),
        Operation("DeleteSnapshot", "SnapshotId! Force"),
        Operation("DescribeInstanceTypes", "InstanceTypes.1 InstanceTypeFamily CpuArchitecture NvmeSupport MaxResults NextToken"),
        Operation("DescribeAvailableResource", "RegionId! DestinationResource! ZoneId InstanceType InstanceChargeType SpotStrategy"),
        Operation("RunInstances", "RegionId! ImageId! InstanceType! ZoneId VSwitchId SecurityGroupId SecurityGroupIds.1 InstanceName HostName UniqueSuffix Amount MinAmount SystemDisk.Size SystemDisk.Category SystemDisk.Encrypted SystemDisk.KMSKeyId DataDisk.1.Size DataDisk.1.SnapshotId DataDisk.1.Encrypted DataDisk.2.Size DataDisk.1.DeleteWithInstance InstanceChargeType SpotStrategy SpotPriceLimit InternetMaxBandwidthOut KeyPairName Password UserData AutoReleaseTime DeletionProtection HttpTokens LaunchTemplateId DedicatedHostId PrivateIpAddress RamRoleName ImageFamily Tag.1.Key ClientToken DryRun"),
        Operation("RunInstances", "RegionId! ImageId! InstanceType! Amount MinAmount"),
        Operation("CreateInstance", "RegionId! ImageId! InstanceType! ZoneId InstanceName SystemDisk.Size DataDisk.1.Size InstanceChargeType ClientToken DryRun"),
        Operation("StartInstance", "InstanceId! DryRun"),
        Operation("StopInstance", "InstanceId! ForceStop StoppedMode DryRun"),
        Operation("DeleteInstance", "InstanceId! Force TerminateSubscription DryRun"),
        Operation("StartInstances", "RegionId! InstanceId.1! InstanceId.2 BatchOptimization DryRun"),
        Operation("StopInstances", "RegionId! InstanceId.1! InstanceId.2 ForceStop StoppedMode BatchOptimization DryRun"),
        Operation("DeleteInstances", "RegionId! InstanceId.1! InstanceId.2 Force ClientToken DryRun"),
        Operation("DescribeInstances", "RegionId! InstanceIds ImageId Status ZoneId InstanceName InstanceType Tag.1.Key LockReason MaxResults NextToken PageNumber PageSize DryRun"),
        Operation("DescribeInstanceStatus", "RegionId! InstanceId.1 ZoneId PageNumber PageSize"),
        Operation("ReplaceSystemDisk", "InstanceId! ImageId! SystemDisk.Size Encrypted KMSKeyId Password PasswordInherit KeyPairName ClientToken"),
        Operation("ReInitDisk", "DiskId! Password"),
        Operation("DescribeDisks", "RegionId! DiskIds InstanceId DiskType Status Category Encrypted MaxResults NextToken DryRun"),
        Operation("CreateImage", "RegionId! InstanceId SnapshotId DiskDeviceMapping.1.SnapshotId DiskDeviceMapping.1.Size DiskDeviceMapping.2.SnapshotId DiskDeviceMapping.2.Device ImageName Description ImageFamily Architecture Platform Tag.1.Key ClientToken DryRun"),
        Operation("DescribeImageFromFamily", "RegionId! ImageFamily!"),
        Operation("DescribeTasks", "RegionId! TaskIds TaskAction TaskStatus ResourceIds PageNumber PageSize"),
        Operation("DescribeTaskAttribute", "RegionId! TaskId!"),
        Operation("CancelTask", "RegionId! TaskId!"),
        Operation("RunCommand", "RegionId! Type! CommandContent! ContentEncoding InstanceId.1! Timeout EnableParameter Parameters RepeatMode Frequency KeepCommand Name Username ResourceTag.1.Key ClientToken"),
        Operation("InvokeCommand", "RegionId! CommandId! InstanceId.1! Timeout Parameters RepeatMode Frequency ClientToken"),
        Operation("DescribeInvocationResults", "RegionId! InvokeId CommandId InstanceId InvokeRecordStatus ContentEncoding MaxResults NextToken"),
        Operation("DescribeCloudAssistantStatus", "RegionId! InstanceId.1 MaxResults NextToken OSType PageNumber"),
        Operation("GetCallerIdentity", "Format"),
        Operation("AssumeRole", "RoleArn! RoleSessionName! DurationSeconds Policy ExternalId"),
        Operation("AssumeRoleWithOIDC", "RoleArn! OIDCProviderArn! OIDCToken! RoleSessionName! DurationSeconds Policy"),
    ];

    private static readonly string[] Hostile =
    [
        "", " ", "0", "-1", "1", "2147483647", "2147483648", "99999999999999999999", "1e5", "1.5", "0x10", "NaN", "true", "True", "yes", "null", "[]", "{}", "[null]", "[\"\"]", "[[\"x\"]]", "{\"a\":{}}", "[\"x\"", "\"x\"", "\\u0000",
        "\0", "\t\r\n", "<a>&amp;]]>", "]]>", "&#0;", "\ufffe\uffff", "\u202e\u200b", "\u4e2d\u6587", "\ud83d\ude00", "%00", "%zz", "%25", "+", "a b*~", "../../etc/passwd", "' OR 1=1 --", "{{7*7}}", "${x}", "$(x)", "http://x", "aliyun", "acs:",
        "m-", "i-", "ALL", "all", "ALL,ALL", ",", ",,", "Available,", "Available,Creating", "2026-11-24T08:00Z", "2026-11-24T08:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2026-11-25T00:00:00Z",
        "ZnJvbTotMQ==", "ZnJvbTo5OTk5OTk5OTk5OQ==", "====", "x[1,9]y", "x[999999,6]", "x[0,0]", "[,]", "x[-1,1]", new string('a', 65), new string('b', 129), new string('c', 300), new string('\u00e9', 5_000), new string('[', 20_000),
    ];

    private static readonly string[] Names =
    [
        "Tag.0.Key", "Tag.01.Key", "Tag.99999999999.Key", "Tag..Key", "Tag.1.", "Tag.-1.Key", "InstanceId.0", "AddAccount.2147483647", "DataDisk.1", "DataDisk.17.Size", "", ".", "a.b.c.d", "\0", "Action", "Version", "Format", "OwnerId", "OwnerAccount", "ResourceOwnerId", "DryRun", "ClientToken", "Signature", "SecurityToken",
    ];

    private static readonly string[] Actions = ["", "describeImages", "DescribeImage", "CopyImage ", "\u4e2d", "ModifyImageShareGroupPermission", "x/../y"];

    public (string Action, DirectRequest Request) Next()
    {
        var (action, names) = Pick(Operations);
        var parameters = Parameters(names);
        if (random.Next(50) == 0)
        {
            action = Pick(Actions);
        }

        if (random.Next(4) == 0)
        {
            parameters["Format"] = Pick("JSON", "XML", "xml", "YAML");
        }

        // Mostly one account in one region, so that its limits are reached.
        var key = (random.Next(2) == 0 ? simulator.World.Accounts[0] : Pick(simulator.World.Accounts)).AccessKeys[0];
        key = random.Next(60) == 0 ? key with { Secret = "wrong" } : random.Next(60) == 0 ? key with { Id = "LTAInobody" } : key;
        var (method, form) = random.Next(3) switch { 0 => ("GET", false), 1 => ("POST", true), _ => ("POST", false) };
        var request = random.Next(3) == 0 ? simulator.RpcSigned(key, action, parameters, method, form) : simulator.Signed(key, action, parameters, method, form);
        return (action, random.Next(12) == 0 ? Spoilt(request) : request);
    }

    /// <summary>Parameters of one operation.</summary>
    public IReadOnlyDictionary<string, string> ParametersOf(string action) => Parameters(Array.Find(Operations, operation => operation.Action == action).Parameters);

    private static (string Action, string[] Parameters) Operation(string action, string parameters) => (action, parameters.Split(' '));

    private Dictionary<string, string> Parameters(string[] names)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (random.Next(100) < (name[^1] == '!' ? 98 : 20))
            {
                var plain = name.TrimEnd('!');
                parameters[plain] = random.Next(14) == 0 ? Pick(Hostile) : ValueOf(plain);
            }
        }

        for (var more = random.Next(12) == 0 ? random.Next(1, 4) : 0; more > 0; more--)
        {
            parameters[Pick(Names)] = Pick(Hostile);
        }

        return parameters;
    }

    private string ValueOf(string name)
    {
        var cloud = simulator.Cloud;
        return name.Split('.')[^1] switch
        {
            "Key" or "TagKey" => Pick("team", "env", "k3", "k4"),
            "Value" => Pick("a", "b", ""),
            "SnapshotId" => Id(cloud.Snapshots.All.Select(snapshot => snapshot.SnapshotId)),
            "Size" => Pick("20", "40", "41", "500"),
            "Encrypted" or "DeleteWithInstance" => Flag(),
            "KMSKeyId" => Id(cloud.Accounts.SelectMany(account => account.Keys).Select(worldKey => worldKey.Id)),
            _ => name.Split('.')[0] switch
            {
                "RegionId" or "DestinationRegionId" => random.Next(4) > 0 ? simulator.World.Regions[0] : Pick(simulator.World.Regions),
                "ImageId" => Id(cloud.Images.All.Select(image => image.ImageId)),
                "InstanceId" => Id(cloud.Fleet.Instances.All.Select(instance => instance.InstanceId)),
                "DiskId" => Id(cloud.Fleet.Disks.All.Select(disk => disk.DiskId)),
                "TaskId" or "TaskIds" => Id(cloud.Tasks.All.Select(task => task.TaskId)),
                "CommandId" => Id(cloud.Commands.All.Select(command => command.CommandId)),
                "InvokeId" => Id(cloud.Invocations.All.Select(invocation => invocation.InvokeId)),
                "InstanceIds" => $"[\"{Id(cloud.Fleet.Instances.All.Select(instance => instance.InstanceId))}\"]",
                "DiskIds" => $"[\"{Id(cloud.Fleet.Disks.All.Select(disk => disk.DiskId))}\"]",
                "SnapshotIds" => $"[\"{Id(cloud.Snapshots.All.Select(snapshot => snapshot.SnapshotId))}\"]",
                "ResourceId" => Id(cloud.Images.All.Select(image => image.ImageId).Concat(cloud.Fleet.Instances.All.Select(instance => instance.InstanceId))),
                "ResourceType" => Pick("image", "instance", "disk", "snapshot"),
                "AddAccount" or "RemoveAccount" or "ImageOwnerId" => Pick(simulator.World.Accounts).Id,
                "DestinationImageName" or "ImageName" or "InstanceName" or "HostName" or "SnapshotName" => string.Create(CultureInfo.InvariantCulture, $"name-{random.Next(40)}"),
                "InstanceType" => Pick("ecs.g7.large", "ecs.g8y.large", "ecs.g7.xlarge"),
                "ZoneId" => Pick("cn-hangzhou-z", "cn-shanghai-l"),
                "Status" => Pick("Available", "ALL", "Deprecated", "Creating,Waiting", "Running", "Stopped", "accomplished"),
                "StoppedMode" => Pick("KeepCharging", "StopCharging"),
                "Amount" or "MinAmount" => Pick("1", "2", "3", "100"),
                "Force" or "ForceStop" or "DryRun" or "Usable" or "IsPublic" or "EnableParameter" or "KeepCommand" or "DeletionProtection" or "All" or "UniqueSuffix" => Flag(),
                "Type" => Pick("RunShellScript", "RunPowerShellScript"),
                "CommandContent" => Pick("echo hello", "ZWNobyBoZWxsbw==", "exit 3", "echo {{name}}"),
                "ContentEncoding" => Pick("PlainText", "Base64"),
                "Parameters" => Pick("{\"name\":\"x\"}", "{}", "{\"name\":1}"),
                "RepeatMode" => Pick("Once", "Period", "DryRun", "EveryReboot"),
                "Timeout" => Pick("10", "60", "86400"),
                "ClientToken" => string.Create(CultureInfo.InvariantCulture, $"token-{random.Next(30)}"),
                "DestinationResource" => Pick("Zone", "InstanceType", "SystemDisk"),
                "BatchOptimization" => Pick("AllTogether", "SuccessFirst"),
                "Features" => Pick("supported", "unsupported", "v1", "v2"),
                "MaxResults" or "PageSize" => Pick("1", "10", "100"),
                "PageNumber" => Pick("1", "2"),
                "AutoReleaseTime" => WireText.Time(simulator.Time.GetUtcNow().AddMinutes(40)),
                "BootMode" => Pick("BIOS", "UEFI"),
                "RoleArn" => $"acs:ram::{SimulatorWorld.PublisherAccount}:role/sharer",
                "RoleSessionName" => "run-1",
                "DurationSeconds" => Pick("900", "3600"),
                "Policy" => "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"ecs:*\",\"Resource\":\"*\"}]}",
                _ => Pick("x", "web", "aa", "12345678", "true"),
            },
        };
    }

    private string Flag() => Pick("true", "false");

    private string Id(IEnumerable<string> ids) => ids.ToList() is { Count: > 0 } known ? Pick(known) : "m-none";

    /// <summary>Changed after it was signed.</summary>
    private DirectRequest Spoilt(DirectRequest request)
    {
        switch (random.Next(9))
        {
            case 0:
                return request with { Method = Pick("PUT", "DELETE", "HEAD", "OPTIONS", "post", "", "\u4e2d") };
            case 1:
                return request with { Path = Pick("/x", "//", "/..", "/\u4e2d", "/?") };
            case 2:
                return request with { Query = $"{request.Query}&{Pick("a=b", "a=b&a=c", "&&==&=&%", "%FF%zz=%", "RegionId=x", "=", new string('a', 60_000))}" };
            case 3:
                return request with { Body = [.. request.Body, .. Encoding.Latin1.GetBytes(Pick("x", "&a=b", "\0\u00ff\u00fe", "{\"a\":1}", new string('%', 5_000)))] };
            case 4:
                request.Headers.Remove(Pick(request.Headers.Keys.ToList()));
                return request;
            case 5:
                request.Headers[Pick(request.Headers.Keys.ToList())] = Pick(Hostile);
                return request;
            case 6:
                request.Headers[Pick("x-acs-security-token", "x-acs-other", "accept", "content-type", "authorization", "x-acs-date", "host")] = Pick(Hostile);
                return request;
            case 7:
                return request with { Query = request.Query.Length > 0 ? request.Query[..random.Next(request.Query.Length)] : Pick(Hostile.Where(text => text.All(char.IsAscii)).ToList()) };
            default:
                return request with { Body = request.Body[..random.Next(request.Body.Length + 1)] };
        }
    }

    private T Pick<T>(params IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
