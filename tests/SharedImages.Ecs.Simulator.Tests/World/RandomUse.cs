using Microsoft.Extensions.Time.Testing;

namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>Calls of all kinds, by chance but the same for the same seed; some are refused, and some time passes.</summary>
internal sealed class RandomUse : IDisposable
{
    private static readonly string[] Regions = ["cn-hangzhou", "cn-shanghai"];

    private readonly EcsSimulator simulator;
    private readonly FakeTimeProvider time;
    private readonly Random random;
    private readonly Caller us;
    private int names;

    public RandomUse(EcsSimulator simulator, FakeTimeProvider time, int seed)
    {
        (this.simulator, this.time) = (simulator, time);
#pragma warning disable CA5394 // The same every time is what it is for.
        random = new Random(seed);
#pragma warning restore CA5394
        us = new Caller(simulator.Endpoint, SimulatorWorld.Default().Account(SimulatorWorld.OurAccount).AccessKeys[0], time);
    }

    /// <summary>Calls with a client token that were made.</summary>
    public List<(string Action, (string Name, object Value)[] Parameters)> TokenCalls { get; } = [];

    private SimulatorState State => simulator.State;

    public void Dispose() => us.Dispose();

    public async Task RunAsync(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            await StepAsync();
        }
    }

    public async Task<string> Repeat((string Action, (string Name, object Value)[] Parameters) call)
    {
        var reply = await us.Try(call.Action, call.Parameters);
        return $"{reply.HttpStatus} {PresentWorldTests.Without(reply.Body)}";
    }

    /// <summary>Answers of new calls, request ids included.</summary>
    public async Task<string> Probe() => string.Join('\n', await Repeat(("CopyImage", Copy($"probe-{names++}"))), await Repeat(("RunInstances", Launch())), await Repeat(("DescribeRegions", [])));

#pragma warning disable CA5394
    private int Pick(int count) => random.Next(count);
#pragma warning restore CA5394

    private string Any(IEnumerable<string> ids) => ids.ToList() is { Count: > 0 } list ? list[Pick(list.Count)] : "x-none";

    private string AnyImage() => Any(State.Images(SimulatorWorld.OurAccount).Select(image => image.ImageId));

    private string AnyInstance() => Any(State.Instances().Select(instance => instance.InstanceId));

    private string AnyDisk() => Any(State.Disks().Select(disk => disk.DiskId));

    private (string Name, object Value)[] Copy(string name) =>
        [("RegionId", Regions[0]), ("ImageId", Pick(2) == 0 ? SimulatorWorld.PlainImageId : SimulatorWorld.EncryptedImageId), ("DestinationRegionId", Regions[0]), ("DestinationImageName", name), ("Tag.1.Key", "a: \"b\""), ("Tag.1.Value", "ü # \\ 😀\t")];

    private (string Name, object Value)[] Launch() =>
    [
        ("RegionId", Regions[0]), ("ImageId", SimulatorWorld.PlainImageId), ("InstanceType", "ecs.g7.large"), ("InternetMaxBandwidthOut", 1),
        ("SpotStrategy", "SpotAsPriceGo"), ("SpotInterruptionBehavior", Pick(2) == 0 ? "Stop" : "Terminate"),
    ];

    private async Task StepAsync()
    {
        switch (Pick(21))
        {
            case 0 or 1 or 2:
                await Token("CopyImage", Copy($"copy-{names++}"));
                break;
            case 3:
                await Call("CopyImage", ("RegionId", Regions[0]), ("ImageId", AnyImage()), ("DestinationRegionId", Regions[1]), ("DestinationImageName", $"far-{names++}"));
                break;
            case 4:
                await Call("CancelCopyImage", ("RegionId", Regions[0]), ("ImageId", AnyImage()));
                break;
            case 5 or 6:
                await Call("ModifyImageSharePermission", ("RegionId", Regions[0]), ("ImageId", AnyImage()), ("AddAccount.1", SimulatorWorld.ConsumerAccount));
                break;
            case 7:
                await Call("DeleteImage", ("RegionId", Regions[0]), ("ImageId", AnyImage()), ("Force", "true"));
                break;
            case 8 or 9:
                await Token("RunInstances", Launch());
                break;
            case 10:
                await Call("StopInstance", ("InstanceId", AnyInstance()), ("StoppedMode", "StopCharging"));
                break;
            case 11:
                await Call("DeleteInstance", ("InstanceId", AnyInstance()), ("Force", "true"));
                break;
            case 18:
                await Call("DescribeRegions");
                break;
            case 12:
                await Call("CreateSnapshot", ("DiskId", AnyDisk()), ("SnapshotName", "kept"), ("RetentionDays", 3));
                break;
            case 13:
                await Call("CreateImage", ("RegionId", Regions[0]), ("InstanceId", AnyInstance()), ("ImageName", $"made-{names++}"));
                break;
            case 14:
                await Call("RunCommand", ("RegionId", Regions[0]), ("Type", "RunShellScript"), ("CommandContent", "echo \"it works\""), ("ContentEncoding", "PlainText"), ("KeepCommand", "true"), ("InstanceId.1", AnyInstance()));
                break;
            case 15:
                await ReplaceDisk(AnyInstance());
                break;
            case 16 or 17:
                ChangeFromOutside();
                break;
            default:
                time.Advance(TimeSpan.FromSeconds(Pick(40)));
                break;
        }
    }

    private async Task ReplaceDisk(string instanceId)
    {
        await Call("StopInstance", ("InstanceId", instanceId));
        time.Advance(TimeSpan.FromSeconds(15));
        await Call("ReplaceSystemDisk", ("InstanceId", instanceId), ("ImageId", Pick(4) > 0 ? SimulatorWorld.PlainImageId : AnyImage()));
        await Call("ReInitDisk", ("DiskId", AnyDisk()));
    }

    private void ChangeFromOutside()
    {
        switch (Pick(7))
        {
            case 0:
                State.DisableKey(Regions[0], SimulatorWorld.Default().Account(SimulatorWorld.PublisherAccount).KeyIn(Regions[0]));
                break;
            case 1 or 2 when State.Images(SimulatorWorld.OurAccount).Count > 0:
                State.DeprecateImage(AnyImage());
                break;
            case 3:
                State.SetStock("cn-hangzhou-h", "ecs.g7.large", Pick(3));
                break;
            case 4:
                State.AddTask(SimulatorWorld.OurAccount, Regions[0], "ImportImage", TimeSpan.FromSeconds(60));
                break;
            case 5 when State.Instances().Count > 0:
                State.LockInstance(AnyInstance());
                break;
            case 6 when State.Instances().Count > 0:
                State.ReclaimInstance(AnyInstance());
                break;
            default:
                State.UnshareImage(SimulatorWorld.EncryptedImageId, SimulatorWorld.OurAccount);
                break;
        }
    }

    private Task Token(string action, (string Name, object Value)[] parameters)
    {
        (string Name, object Value)[] all = [.. parameters, ("ClientToken", $"token-{names++}")];
        TokenCalls.Add((action, all));
        return Call(action, all);
    }

    private async Task Call(string action, params (string Name, object Value)[] parameters)
    {
        var reply = await us.Try(action, parameters);
        reply.Code.ShouldNotBe("InternalError", State.Requests[^1].Detail);
    }
}
