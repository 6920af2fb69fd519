using Microsoft.Extensions.Time.Testing;

namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>A simulator per test, on a clock that only the test moves, and a caller per account.</summary>
public abstract class SimulatorTest : IAsyncLifetime
{
    private protected const string Hangzhou = "cn-hangzhou";
    private protected const string Shanghai = "cn-shanghai";

    private readonly List<Caller> callers = [];

    private protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));

    private protected EcsSimulator Simulator { get; private set; } = null!;

    private protected SimulatorState State => Simulator.State;

    private protected Caller Us { get; private set; } = null!;

    private protected Caller Publisher { get; private set; } = null!;

    private protected Caller Consumer { get; private set; } = null!;

    private protected virtual EcsSimulatorOptions Options => new() { Time = Time, WallClock = Time };

    public async ValueTask InitializeAsync()
    {
        Simulator = await EcsSimulator.StartAsync(Options);
        Us = CallerFor(SimulatorWorld.OurAccount);
        Publisher = CallerFor(SimulatorWorld.PublisherAccount);
        Consumer = CallerFor(SimulatorWorld.ConsumerAccount);
    }

    public async ValueTask DisposeAsync()
    {
        callers.ForEach(caller => caller.Dispose());
        await Simulator.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The default world with another definition of one account.</summary>
    private protected static SimulatorWorld WorldWith(string account, Func<WorldAccount, WorldAccount> change) => SimulatorWorld.Default() switch
    {
        var world => world with { Accounts = [.. world.Accounts.Select(candidate => candidate.Id == account ? change(candidate) : candidate)] },
    };

    private protected static string OurKeyIn(string region) => SimulatorWorld.Default().Account(SimulatorWorld.OurAccount).KeyIn(region);

    /// <summary>Our own plain image in cn-hangzhou, Available.</summary>
    private protected async Task<string> OwnImage(string name = "own")
    {
        var imageId = (await CopyPlain(name)).ImageId;
        Time.Advance(TimeSpan.FromSeconds(30));
        State.Image(imageId).Status.ShouldBe("Available");
        return imageId;
    }

    /// <summary>Starts a copy of the publisher's plain image inside cn-hangzhou.</summary>
    private protected Task<Reply> CopyPlain(string name, params (string Name, object Value)[] more) => Us.Try(
        "CopyImage",
        [("RegionId", Hangzhou), ("ImageId", SimulatorWorld.PlainImageId), ("DestinationRegionId", Hangzhou), ("DestinationImageName", name), .. more]);

    private protected Task<Reply> CopyOwn(string imageId, string region, string name, params (string Name, object Value)[] more) => Us.Try(
        "CopyImage",
        [("RegionId", Hangzhou), ("ImageId", imageId), ("DestinationRegionId", region), ("DestinationImageName", name), .. more]);

    /// <summary>Starts instances of the smallest x86 type in cn-hangzhou.</summary>
    private protected Task<Reply> Launch(string imageId, params (string Name, object Value)[] more) => Us.Try(
        "RunInstances",
        [.. new[] { ("RegionId", (object)Hangzhou), ("ImageId", imageId), ("InstanceType", "ecs.g7.large") }.Where(given => more.All(other => other.Name != given.Item1)), .. more]);

    /// <summary>A new instance of the publisher's plain image, Running.</summary>
    private protected async Task<string> RunningInstance(params (string Name, object Value)[] more)
    {
        var launched = await Launch(SimulatorWorld.PlainImageId, more);
        launched.ShouldBe(200, "OK");
        Time.Advance(TimeSpan.FromSeconds(30));
        State.Instance(launched.InstanceIds[0]).Status.ShouldBe("Running");
        return launched.InstanceIds[0];
    }

    /// <summary>A new instance of the publisher's plain image, or of another, Stopped.</summary>
    private protected async Task<string> StoppedInstance(params (string Name, object Value)[] more)
    {
        var instanceId = await RunningInstance(more);
        await Us.Call("StopInstance", ("InstanceId", instanceId));
        Time.Advance(TimeSpan.FromSeconds(15));
        State.Instance(instanceId).Status.ShouldBe("Stopped");
        return instanceId;
    }

    private protected Caller CallerFor(string account) => CallerWith(Options.World.Account(account).AccessKeys[0]);

    private protected Caller CallerWith(WorldAccessKey key, string? securityToken = null)
    {
        var caller = new Caller(Simulator.Endpoint, key, Time, securityToken);
        callers.Add(caller);
        return caller;
    }
}
