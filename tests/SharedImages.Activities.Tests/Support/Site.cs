using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;
using Temporalio.Activities;
using Temporalio.Testing;

namespace SharedImages.Activities.Tests;

/// <summary>The activities against a simulated ECS over real HTTP, each run as one attempt of an activity.</summary>
internal sealed class Site : IAsyncDisposable
{
    public const string Home = "cn-hangzhou";
    public const string Target = "cn-shanghai";

    private readonly EcsClient client;

    private Site(EcsSimulator simulator)
    {
        Simulator = simulator;
        client = new(new() { Endpoint = simulator.Endpoint }, new EnvironmentCredentialsProvider(Credentials), TimeProvider.System);
        Activities = new(client, () => Trust, Waiting, TimeProvider.System);
    }

    public EcsSimulator Simulator { get; }

    public PromotionActivities Activities { get; }

    public TrustOptions Trust { get; set; } = new() { TrustedOwners = [SimulatorWorld.PublisherAccount], ShareRecipients = [SimulatorWorld.ConsumerAccount] };

    public static WaitingOptions Waiting { get; } = new() { VisibilityGrace = TimeSpan.FromMinutes(5), Patience = TimeSpan.FromMinutes(15), StallTime = TimeSpan.FromHours(1) };

    /// <summary>What the attempts have said by heartbeat.</summary>
    public List<object?> Heartbeats { get; } = [];

    public static async Task<Site> StartAsync(double speed = 1000) => new(await EcsSimulator.StartAsync(new() { Speed = speed }));

    public static string KeyIn(string region) => SimulatorWorld.Default().Account(SimulatorWorld.OurAccount).KeyIn(region);

    /// <summary>Runs one attempt.</summary>
    public Task<T> AttemptAsync<T>(Func<PromotionActivities, Task<T>> step, ActivityInfo? info = null) =>
        new ActivityEnvironment
        {
            Info = info ?? Attempt(1, TimeSpan.Zero),
            Heartbeater = details => Heartbeats.Add(details.FirstOrDefault()),
        }.RunAsync(() => step(Activities));

    /// <summary>An attempt of a step that was asked for some time ago.</summary>
    public static ActivityInfo Attempt(int number, TimeSpan ago) =>
        ActivityEnvironment.DefaultInfo with { Attempt = number, ScheduledTime = DateTime.UtcNow - ago };

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
