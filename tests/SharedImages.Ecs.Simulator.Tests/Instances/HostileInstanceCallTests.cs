using CsCheck;

namespace SharedImages.Ecs.Simulator.Tests;

public sealed class HostileInstanceCallTests : SimulatorTest
{
    private const string Instance = "i-own";

    private static readonly string[] Actions =
    [
        "RunInstances", "CreateInstance", "StartInstance", "StopInstance", "DeleteInstance", "StartInstances", "StopInstances", "DeleteInstances", "DescribeInstances", "DescribeInstanceStatus",
        "ReplaceSystemDisk", "ReInitDisk", "DescribeDisks", "CreateSnapshot", "DescribeSnapshots", "DeleteSnapshot", "CreateImage", "DescribeImageFromFamily", "DescribeImages",
        "TagResources", "UntagResources", "ListTagResources", "DescribeAvailableResource", "DescribeInstanceTypes", "DescribeTasks", "DescribeTaskAttribute", "CancelTask",
        "RunCommand", "InvokeCommand", "DescribeInvocationResults", "DescribeCloudAssistantStatus",
    ];

    private static readonly string[] Names =
    [
        "ImageId", "ImageFamily", "InstanceType", "Amount", "MinAmount", "ZoneId", "VSwitchId", "SecurityGroupId", "InstanceName", "HostName", "UniqueSuffix", "SystemDisk.Size", "SystemDisk.Encrypted",
        "SystemDisk.KMSKeyId", "DataDisk.1.Size", "DataDisk.1.Device", "DataDisk.x.Size", "DataDisk.1.SnapshotId", "UserData", "AutoReleaseTime", "SpotPriceLimit", "InstanceId", "InstanceId.1", "InstanceIds",
        "DiskId", "DiskIds", "SnapshotId", "DiskDeviceMapping.1.SnapshotId", "DiskDeviceMapping.2.Size", "ResourceType", "ResourceId.1", "TagKey.1", "All", "Tag.1.Key", "TagFilter.1.TagKey", "DestinationResource",
        "TaskId", "TaskIds", "Type", "CommandContent", "ContentEncoding", "Parameters", "EnableParameter", "Timeout", "RepeatMode", "CommandId", "InvokeId", "StoppedMode", "Force", "BatchOptimization",
        "DryRun", "ClientToken", "MaxResults", "NextToken", "PageNumber", "PageSize", "RetentionDays", "Status", "Filter.1.Key", "Encrypted",
    ];

    [Fact]
    public async Task Whatever_the_parameters_are_the_answer_is_never_an_internal_error()
    {
        var image = State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "own", Family = "own", Disks = [new WorldDisk(40), new WorldDisk(20)] });
        var snapshot = State.Image(image).SnapshotIds[0];
        var values = Gen.OneOf(
            Gen.String[0, 20],
            Gen.OneOf(
                "-1", "0", "1", "20", "99999999999999", "[]", "{}", "null", "[null]", $"[\"{Instance}\"]", "true", "Base64", "image", "RunShellScript", "StopCharging", "SuccessFirst", "Zone",
                "{\"a\":\"b\"}", "echo {{a}}", "web[0,1]", "2027-01-01T00:00:00Z", "ecs.g8y.large", "own", SimulatorWorld.PlainImageId, SimulatorWorld.EncryptedImageId, image, snapshot, Instance));
        var calls = Gen.Select(Gen.OneOf<string>(Actions), Gen.Dictionary(Gen.OneOf<string>(Names), values)[0, 4]);

        await calls.SampleAsync(
            async (action, parameters) =>
            {
                foreach (var (name, value) in Honest(image, snapshot))
                {
                    parameters.TryAdd(name, value);
                }

                await Us.Try(action, [.. parameters.Where(pair => !pair.Value.Any(char.IsSurrogate)).Select(pair => (pair.Key, (object)pair.Value))]);
                Time.Advance(TimeSpan.FromSeconds(1));
            },
            iter: 1000,
            threads: 1);

        State.Requests.Where(request => request.Detail is not null).Select(request => request.Detail).ShouldBeEmpty();
    }

    /// <summary>What all the operations need, about an instance that is made anew when a call has deleted it.</summary>
    private Dictionary<string, string> Honest(string image, string snapshot)
    {
        if (State.Instances().All(instance => instance.InstanceId != Instance))
        {
            State.AddInstance(SimulatorWorld.OurAccount, new WorldInstance { Region = Hangzhou, Id = Instance, Name = "own", Image = image, Status = "Stopped" });
        }

        return new Dictionary<string, string>
        {
            ["RegionId"] = Hangzhou,
            ["InstanceType"] = "ecs.g7.large",
            ["ImageId"] = SimulatorWorld.PlainImageId,
            ["InstanceId"] = Instance,
            ["InstanceId.1"] = Instance,
            ["DiskId"] = State.Instance(Instance).Disks[0].DiskId,
            ["SnapshotId"] = snapshot,
            ["ResourceType"] = "instance",
            ["ResourceId.1"] = Instance,
            ["DestinationResource"] = "InstanceType",
            ["Type"] = "RunShellScript",
            ["CommandContent"] = "echo ok",
        };
    }
}
