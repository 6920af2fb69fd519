using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using NSubstitute.Extensions;
using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
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
    public const string Installation = "tests";

    private readonly EcsClient client;

    private Site(EcsSimulator simulator, FakeTimeProvider time, IReadOnlyDictionary<string, Uri> regionEndpoints)
    {
        Simulator = simulator;
        Time = time;
        client = new(new() { Endpoint = simulator.Endpoint, RegionEndpoints = regionEndpoints }, new EnvironmentCredentialsProvider(Credentials), TimeProvider.System);
        var all = new WorkerActivities(client, () => Trust, Waiting, Time, Installation, Runs, Promotions, Recalls);
        (Activities, Sharing, Images) = (all.Promotion, all.Sharing, all.Images);
        (Tests, Instances, Launch, Replacements, Refresh, Retirement, Channels, Recall, Sweep) = (all.Tests, all.Instances, all.Launch, all.Replacement, all.Refresh, all.Retirement, all.Channels, all.Recall, all.Sweep);
    }

    /// <summary>When the test begins, and with it the promotion.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public EcsSimulator Simulator { get; }

    public FakeTimeProvider Time { get; }

    /// <summary>ECS itself, for what a test does beside the activities.</summary>
    public IEcsClient Ecs => client;

    public PromotionActivities Activities { get; }

    public SharingActivities Sharing { get; }

    public ImageActivities Images { get; }

    public TestActivities Tests { get; }

    public InstanceActivities Instances { get; }

    public LaunchActivities Launch { get; }

    public ReplacementActivities Replacements { get; }

    public RefreshActivities Refresh { get; }

    public RetirementActivities Retirement { get; }

    public RecallActivities Recall { get; }

    public SweepActivities Sweep { get; }

    /// <summary>What Temporal does for recalls.</summary>
    public Recalls Recalls { get; } = new();

    /// <summary>What Temporal says of promotions.</summary>
    public Promotions Promotions { get; } = new();

    public ChannelActivities Channels { get; }

    /// <summary>What Temporal says of runs.</summary>
    public Runs Runs { get; } = new(Start);

    public TrustOptions Trust { get; set; } = new() { TrustedOwners = [SimulatorWorld.PublisherAccount], ShareRecipients = [SimulatorWorld.ConsumerAccount] };

    public static WaitingOptions Waiting { get; } = new() { VisibilityGrace = TimeSpan.FromMinutes(5), Patience = TimeSpan.FromMinutes(15), StallTime = TimeSpan.FromHours(1) };

    /// <summary>The key that the worker signs with from now on.</summary>
    public WorldAccessKey Key { get; set; } = KeyOf(SimulatorWorld.OurAccount);

    /// <summary>The first detail of each heartbeat.</summary>
    public List<object?> Heartbeats { get; } = [];

    /// <summary>The operations that may change something, in the order in which ECS was asked for them.</summary>
    public IReadOnlyList<string> Writes =>
        [.. Simulator.State.Requests.Select(request => request.Action).Where(action => !action.StartsWith("Describe", StringComparison.Ordinal) && action != "GetCallerIdentity")];

    /// <param name="world">What the simulator starts with; null = the default world.</param>
    /// <param name="regionEndpoints">Regions that answer elsewhere than at the simulator.</param>
    public static async Task<Site> StartAsync(SimulatorWorld? world = null, IReadOnlyDictionary<string, Uri>? regionEndpoints = null)
    {
        var time = new FakeTimeProvider(Start);
        return new(await EcsSimulator.StartAsync(new() { World = world ?? SimulatorWorld.Default(), Time = time }), time, regionEndpoints ?? new Dictionary<string, Uri>(StringComparer.Ordinal));
    }

    /// <summary>An ECS that says what a test tells it to, for what the simulator does not do.</summary>
    public static IEcsAccess Scripted()
    {
        var ecs = Substitute.For<IEcsAccess>();
        ecs.HoldAsync(default).ReturnsForAnyArgs(new EcsSession(ecs, "key"));
        ecs.GetCallerIdentityAsync(default).ReturnsForAnyArgs(new CallerIdentity(SimulatorWorld.OurAccount, "", ""));
        ecs.ReturnsForAll(Task.FromResult(new Acknowledgement { RequestId = "request-1" }));
        return ecs;
    }

    /// <summary>The activities of another worker, whose clock is off.</summary>
    public PromotionActivities ActivitiesWithClock(TimeSpan off) => new WorkerActivities(client, () => Trust, Waiting, new FakeTimeProvider(Time.GetUtcNow() + off), Installation, Runs, Promotions, Recalls).Promotion;

    /// <summary>The activities against another ECS.</summary>
    public PromotionActivities ActivitiesOn(IEcsAccess ecs) => new WorkerActivities(ecs, () => Trust, Waiting, Time, Installation, Runs, Promotions, Recalls).Promotion;

    /// <summary>The default world with copies that take this long.</summary>
    public static SimulatorWorld CopiesOf(TimeSpan duration) => SimulatorWorld.Default() with { Rules = new() { SameRegionCopy = duration, CrossRegionCopy = duration } };

    public static string KeyIn(string region) => SimulatorWorld.Default().Account(SimulatorWorld.OurAccount).KeyIn(region);

    /// <summary>The access key of an account.</summary>
    public static WorldAccessKey KeyOf(string account) => SimulatorWorld.Default().Account(account).AccessKeys[0];

    /// <summary>Runs a single attempt, of a step asked for just now unless told otherwise.</summary>
    public Task<T> AttemptAsync<T>(Func<PromotionActivities, Task<T>> step, ActivityInfo? info = null) =>
        Environment(info ?? Attempt(1, TimeSpan.Zero)).RunAsync(() => step(Activities));

    /// <summary>Runs a single attempt of any step.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> step, ActivityInfo? info = null) => Environment(info ?? Attempt(1, TimeSpan.Zero)).RunAsync(step);

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(Func<Task> step, ActivityInfo info) => Environment(info).RunAsync(step);

    /// <inheritdoc cref="AttemptAsync{T}"/>
    public Task AttemptAsync(Func<PromotionActivities, Task> step, ActivityInfo? info = null) =>
        Environment(info ?? Attempt(1, TimeSpan.Zero)).RunAsync(() => step(Activities));

    /// <summary>Where an attempt runs, for a test that cancels it.</summary>
    public ActivityEnvironment Environment(ActivityInfo info) => new() { Info = info, Heartbeater = details => Heartbeats.Add(details.FirstOrDefault()) };

    /// <summary>
    /// An attempt of a step that was asked for some time ago by the promotion's part of cn-hangzhou; the details are the last heartbeat of
    /// the attempt before.
    /// </summary>
    public ActivityInfo Attempt(int number, TimeSpan ago, params IReadOnlyList<object?> details) => ActivityEnvironment.DefaultInfo with
    {
        WorkflowId = Runs.Region,
        WorkflowRunId = Runs.RegionRun,
        TaskQueue = Runs.TaskQueue,
        Attempt = number,
        ScheduledTime = (Time.GetUtcNow() - ago).UtcDateTime,
        CurrentAttemptScheduledTime = Time.GetUtcNow().UtcDateTime,
        StartedTime = Time.GetUtcNow().UtcDateTime,
        HeartbeatDetails = [.. details.Select(DataConverter.Default.PayloadConverter.ToPayload)],
    };

    /// <summary>The same of a step that a launch asked for.</summary>
    public ActivityInfo LaunchAttempt(int number, TimeSpan ago, params IReadOnlyList<object?> details) =>
        Attempt(number, ago, details) with { WorkflowId = Runs.Launch, WorkflowRunId = Runs.LaunchRun };

    /// <summary>The same of a step that the move of a channel asked for.</summary>
    public ActivityInfo ChannelAttempt(TimeSpan ago = default) => Attempt(1, ago) with { WorkflowId = Runs.Channel, WorkflowRunId = Runs.ChannelRun };

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Simulator.DisposeAsync();
    }

    private string? Credentials(string variable) => variable switch
    {
        EnvironmentCredentialsProvider.AccessKeyIdVariable => Key.Id,
        EnvironmentCredentialsProvider.AccessKeySecretVariable => Key.Secret,
        _ => null,
    };
}
