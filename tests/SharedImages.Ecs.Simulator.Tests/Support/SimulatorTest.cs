using Microsoft.Extensions.Time.Testing;

namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>A simulator per test, on a clock that only the test moves, and a caller per account.</summary>
public abstract class SimulatorTest : IAsyncLifetime
{
    private protected const string Hangzhou = "cn-hangzhou";
    private protected const string Shanghai = "cn-shanghai";

    private readonly List<Caller> _callers = [];

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
        _callers.ForEach(caller => caller.Dispose());
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

    private protected Caller CallerFor(string account) => CallerWith(Options.World.Account(account).AccessKeys[0]);

    private protected Caller CallerWith(WorldAccessKey key, string? securityToken = null)
    {
        var caller = new Caller(Simulator.Endpoint, key, Time, securityToken);
        _callers.Add(caller);
        return caller;
    }
}
