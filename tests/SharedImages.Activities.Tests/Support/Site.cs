using Microsoft.Extensions.Time.Testing;
using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;
using Temporalio.Activities;
using Temporalio.Converters;
using Temporalio.Testing;

namespace SharedImages.Activities.Tests;

/// <summary>
/// The activities against a simulated ECS over real HTTP, each run as one attempt of an activity. Images and activities live by one
/// clock that stands still until a test moves it.
/// </summary>
internal sealed class Site : IAsyncDisposable
{
    public const string Home = "cn-hangzhou";
    public const string Target = "cn-shanghai";

    private readonly EcsClient client;

    private Site(EcsSimulator simulator, FakeTimeProvider time, IReadOnlyDictionary<string, Uri> regionEndpoints)
    {
        Simulator = simulator;
        Time = time;
        client = new(new() { Endpoint = simulator.Endpoint, RegionEndpoints = regionEndpoints }, new EnvironmentCredentialsProvider(Credentials), TimeProvider.System);
        Activities = new(client, () => Trust, Waiting, time);
    }

    public EcsSimulator Simulator { get; }

    public FakeTimeProvider Time { get; }

    public PromotionActivities Activities { get; }

    public TrustOptions Trust { get; set; } = new() { TrustedOwners = [SimulatorWorld.PublisherAccount], ShareRecipients = [SimulatorWorld.ConsumerAccount] };

    public static WaitingOptions Waiting { get; } = new() { VisibilityGrace = TimeSpan.FromMinutes(5), Patience = TimeSpan.FromMinutes(15), StallTime = TimeSpan.FromHours(1) };

    /// <summary>The first detail of each heartbeat.</summary>
    public List<object?> Heartbeats { get; } = [];

    /// <param name="world">What the simulator starts with; null = the default world.</param>
    /// <param name="regionEndpoints">Regions that answer elsewhere than at the simulator.</param>
    public static async Task<Site> StartAsync(SimulatorWorld? world = null, IReadOnlyDictionary<string, Uri>? regionEndpoints = null)
    {
        var time = new FakeTimeProvider(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        return new(await EcsSimulator.StartAsync(new() { World = world ?? SimulatorWorld.Default(), Time = time }), time, regionEndpoints ?? new Dictionary<string, Uri>(StringComparer.Ordinal));
    }

    /// <summary>The default world with copies that take this long.</summary>
    public static SimulatorWorld CopiesOf(TimeSpan duration) => SimulatorWorld.Default() with { Rules = new() { SameRegionCopy = duration, CrossRegionCopy = duration } };

    public static string KeyIn(string region) => SimulatorWorld.Default().Account(SimulatorWorld.OurAccount).KeyIn(region);

    /// <summary>Runs a single attempt, of a step asked for just now unless told otherwise.</summary>
    public Task<T> AttemptAsync<T>(Func<PromotionActivities, Task<T>> step, ActivityInfo? info = null) =>
        Environment(info ?? Attempt(1, TimeSpan.Zero)).RunAsync(() => step(Activities));

    /// <inheritdoc cref="AttemptAsync{T}"/>
    public Task AttemptAsync(Func<PromotionActivities, Task> step, ActivityInfo? info = null) =>
        Environment(info ?? Attempt(1, TimeSpan.Zero)).RunAsync(() => step(Activities));

    /// <summary>Where an attempt runs, for a test that cancels it.</summary>
    public ActivityEnvironment Environment(ActivityInfo info) => new() { Info = info, Heartbeater = details => Heartbeats.Add(details.FirstOrDefault()) };

    /// <summary>An attempt of a step that was asked for some time ago; the details are the last heartbeat of the attempt before.</summary>
    public ActivityInfo Attempt(int number, TimeSpan ago, params IReadOnlyList<object?> details) => ActivityEnvironment.DefaultInfo with
    {
        Attempt = number,
        ScheduledTime = (Time.GetUtcNow() - ago).UtcDateTime,
        HeartbeatDetails = [.. details.Select(DataConverter.Default.PayloadConverter.ToPayload)],
    };

    public static CopyRequest Copy(string token = "token-1") => new()
    {
        Hop = Hop.Intake,
        FromRegion = Home,
        FromImageId = SimulatorWorld.EncryptedImageId,
        ToRegion = Home,
        SourceOwner = SimulatorWorld.PublisherAccount,
        ImageName = "web-base-intake",
        Encrypted = true,
        KmsKeyId = KeyIn(Home),
        Tags = new(StringComparer.Ordinal) { [Lineage.CopyKey] = "copy-key-1", [Lineage.Run] = "run-1" },
        CopyKey = "copy-key-1",
        ClientToken = token,
    };

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Simulator.DisposeAsync();
    }

    private static string? Credentials(string variable)
    {
        var key = SimulatorWorld.Default().Account(SimulatorWorld.OurAccount).AccessKeys[0];
        return variable switch
        {
            EnvironmentCredentialsProvider.AccessKeyIdVariable => key.Id,
            EnvironmentCredentialsProvider.AccessKeySecretVariable => key.Secret,
            _ => null,
        };
    }
}
