using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>A world that was written in use is the same when another simulator starts with it, then and later.</summary>
public sealed class PresentWorldTests : IDisposable
{
    private static readonly string[] Accounts = [SimulatorWorld.OurAccount, SimulatorWorld.PublisherAccount, SimulatorWorld.ConsumerAccount];
    private static readonly string[] Regions = ["cn-hangzhou", "cn-shanghai"];

    private static readonly (string Action, string? Parameter, string[] Values)[] Questions =
    [
        ("DescribeImages", "Status", ["Available,Waiting,Creating,UnAvailable,CreateFailed,Deprecated"]),
        ("DescribeSnapshots", null, [""]),
        ("DescribeInstances", null, [""]),
        ("DescribeInstanceStatus", null, [""]),
        ("DescribeDisks", null, [""]),
        ("DescribeTasks", null, [""]),
        ("DescribeCloudAssistantStatus", null, [""]),
        ("DescribeInvocationResults", null, [""]),
        ("DescribeAvailableResource", "DestinationResource", ["InstanceType"]),
        ("ListTagResources", "ResourceType", ["image", "snapshot", "instance", "disk"]),
    ];

    private readonly StringBuilder written = new();
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    public static TheoryData<int> Parts => [.. Enumerable.Range(0, 3)];

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Worlds_in_use_are_the_same_when_started_again_now_and_later(int part)
    {
        for (var seed = part * 25; seed < (part + 1) * 25; seed++)
        {
            await StartsAgainTheSame(seed);
        }

        // Else the comparison says little.
        string[] kinds = ["waitingCopies: [m-", "  snapshots:\n", "nextImage:", "Pending", "status: Stopping", "sharedTime:", "invocations:\n", "clientTokens:\n", "deprecated: true", "ledger:\n", "failAt:", "stallAt:", "cancelledAt:", "build:", "tasks:\n", "stock:\n", "isLockedForSecurity: true", "retentionDays:", "enabled: false"];
        kinds.Where(kind => !written.ToString().Contains(kind, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_client_token_is_remembered_for_its_day_and_no_longer()
    {
        (string, object)[] copy = [("RegionId", "cn-hangzhou"), ("ImageId", "m-bp1webbaseplain00001"), ("DestinationRegionId", "cn-hangzhou"), ("ClientToken", "t")];
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
        await using var first = await EcsSimulator.StartAsync(new EcsSimulatorOptions { Time = time, WallClock = time });
        using var before = CallerOf(first, SimulatorWorld.OurAccount, time);
        var made = (await before.Try("CopyImage", copy)).ImageId;
        await File.WriteAllTextAsync(path, first.WriteWorld());
        await using var second = await EcsSimulator.StartAsync(new EcsSimulatorOptions { World = SimulatorWorld.Load(path), Time = time, WallClock = time });
        using var after = CallerOf(second, SimulatorWorld.OurAccount, time);

        time.Advance(TimeSpan.FromHours(24));
        (await after.Try("CopyImage", copy)).ImageId.ShouldBe(made);
        time.Advance(TimeSpan.FromSeconds(1));
        (await after.Try("CopyImage", copy)).ImageId.ShouldNotBe(made);
    }

    private async Task StartsAgainTheSame(int seed)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
        await using var first = await EcsSimulator.StartAsync(new EcsSimulatorOptions { World = World(seed), Time = time, WallClock = time });
        using var use = new RandomUse(first, time, seed);
        await use.RunAsync(steps: 35);

        var written = first.WriteWorld();
        this.written.Append(written);
        await File.WriteAllTextAsync(path, written);
        time.Advance(TimeSpan.FromSeconds(seed % 2 * 20));
        await using var second = await EcsSimulator.StartAsync(new EcsSimulatorOptions { World = SimulatorWorld.Load(path), Time = time, WallClock = time });

        second.WriteWorld().ShouldBe(first.WriteWorld(), $"seed {seed}, written again");
        second.Faults.All.Select(fault => (fault.Id, fault.Hits, fault.Fault)).ShouldBe(first.Faults.All.Select(fault => (fault.Id, fault.Hits, fault.Fault)));
        foreach (var later in new[] { 0, 7, 45, 3600 })
        {
            time.Advance(TimeSpan.FromSeconds(later));
            (await Answers(second, time)).ShouldBe(await Answers(first, time), $"seed {seed}, {later} s later");
            second.State.Ledger.ToJson().ShouldBe(first.State.Ledger.ToJson(), $"seed {seed}, {later} s later");
            second.State.Ledger.Entries.ShouldNotContain(entry => entry.Cause == LedgerCause.Unknown);
        }

        using var again = new RandomUse(second, time, seed);
        foreach (var call in use.TokenCalls)
        {
            var (before, after) = (await use.Repeat(call), await again.Repeat(call));
            after.ShouldBe(before, $"seed {seed}, {call.Action} with its token");
        }

        // New things get the same ids and come to the same end.
        using (var more = new RandomUse(first, time, seed + 1000))
        using (var moreAgain = new RandomUse(second, time, seed + 1000))
        {
            (await moreAgain.Probe()).ShouldBe(await more.Probe(), $"seed {seed}, new calls");
        }
    }

    // Short and odd durations bring many states about.
    private static SimulatorWorld World(int seed) => SimulatorWorld.Default() with
    {
        Rules = new WorldRules
        {
            CopiesAtOnce = 1 + (seed % 2),
            CopiesPerSourceRegion = seed % 7 == 0,
            ImageVisibilityLag = TimeSpan.FromSeconds(seed % 3 * 5),
            ShareVisibilityLag = TimeSpan.FromSeconds(seed % 4 * 3),
            InstanceVisibilityLag = TimeSpan.FromMilliseconds(seed % 3 * 1500),
            UsableLag = TimeSpan.FromSeconds(seed % 2 * 10),
            RememberFailedTokens = seed % 5 == 0,
        },
        Faults = seed % 3 == 0
            ? [new Fault { Kind = FaultKind.FailCopy, Nth = 2, Times = 2 }, new Fault { Kind = FaultKind.StallCopy, Probability = 0.3, Seed = seed }]
            : [new Fault { Kind = FaultKind.Error, Code = "Busy", Action = "DescribeRegions", Probability = 0.5, Seed = seed }],
    };

    private static async Task<string> Answers(EcsSimulator simulator, FakeTimeProvider time)
    {
        var answers = new List<string>();
        foreach (var account in Accounts)
        {
            using var caller = CallerOf(simulator, account, time);
            foreach (var region in Regions)
            {
                foreach (var (action, parameter, values) in Questions)
                {
                    foreach (var value in values)
                    {
                        (string, object)[] more = parameter is null ? [] : [(parameter, value)];
                        answers.Add(await Answer(caller, action, [("RegionId", region), .. more]));
                    }
                }

                foreach (var image in simulator.State.Images(account, region))
                {
                    answers.Add(await Answer(caller, "DescribeImageSharePermission", [("RegionId", region), ("ImageId", image.ImageId)]));
                }
            }
        }

        return string.Join('\n', answers);
    }

    private static Caller CallerOf(EcsSimulator simulator, string account, FakeTimeProvider time) =>
        new(simulator.Endpoint, SimulatorWorld.Default().Account(account).AccessKeys[0], time);

    private static async Task<string> Answer(Caller caller, string action, (string, object)[] parameters)
    {
        var reply = await caller.Try(action, parameters);
        return $"{action} {reply.HttpStatus} {Without(reply.Body)}";
    }

    /// <summary>All but the host, which is each simulator's own.</summary>
    internal static string Without(JsonObject body)
    {
        body.Remove("HostId");
        return body.ToJsonString();
    }
}
