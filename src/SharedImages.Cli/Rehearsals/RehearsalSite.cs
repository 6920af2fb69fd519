using SharedImages.Activities;
using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Rehearsal;
using SharedImages.Worker;
using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;

namespace SharedImages.Cli;

/// <summary>The production workflows, activities and worker on virtual time, against a simulated ECS that lives by the same clock.</summary>
internal sealed class RehearsalSite : IAsyncDisposable
{
    private readonly TrustOptions trust;
    private readonly EcsClient ecs;
    private readonly List<RehearsedWorker> workers = [];
    private readonly long started = TimeProvider.System.GetTimestamp();
    private readonly DateTimeOffset startedAt;
    private readonly int imagesBefore;

    private RehearsalSite(RehearsalEnvironment environment, EcsSimulator simulator, WorldAccount ours, TrustOptions trust)
    {
        Environment = environment;
        Simulator = simulator;
        Account = ours.Id;
        this.trust = trust;
        startedAt = environment.Time.GetUtcNow();
        imagesBefore = simulator.State.Images(ours.Id).Count;
        ecs = new(
            // Those that wait for their turn have one timer, so the rehearsal cannot tell which activities wait, and its time stands.
            new() { Endpoint = simulator.Endpoint, CallLimits = null },
            new EnvironmentCredentialsProvider(variable => variable switch
            {
                EnvironmentCredentialsProvider.AccessKeyIdVariable => ours.AccessKeys[0].Id,
                EnvironmentCredentialsProvider.AccessKeySecretVariable => ours.AccessKeys[0].Secret,
                _ => null,
            }),
            environment.Time);
    }

    public RehearsalEnvironment Environment { get; }

    public EcsSimulator Simulator { get; }

    /// <summary>Id of the account that the worker acts for.</summary>
    public string Account { get; }

    public ITemporalClient Client => Environment.Client;

    /// <summary>On the virtual clock.</summary>
    public TimeSpan VirtualTime => Environment.Time.GetUtcNow() - startedAt;

    /// <summary>On the wall.</summary>
    public TimeSpan WallTime => TimeProvider.System.GetElapsedTime(started);

    public int EcsCalls => Simulator.State.Requests.Count;

    /// <summary>The images that our account has now and had not before.</summary>
    public int ImagesMade => Simulator.State.Images(Account).Count - imagesBefore;

    /// <param name="world">Where it plays.</param>
    /// <param name="ours">The account that the worker acts for.</param>
    /// <param name="trust">The worker's lists.</param>
    /// <param name="options">Seed and pace.</param>
    public static async Task<RehearsalSite> StartAsync(SimulatorWorld world, WorldAccount ours, TrustOptions trust, RehearsalOptions options)
    {
        var environment = await RehearsalEnvironment.StartAsync(options with { DataConverter = ContractJson.DataConverter, SearchAttributes = ContractNames.SearchAttributes, Runtime = ConnectionOptions.QuietRuntime });
        var simulator = await EcsSimulator.StartAsync(new() { World = world, Time = environment.Time, WallClock = environment.Time });
        var site = new RehearsalSite(environment, simulator, ours, trust);
        await site.StartWorkerAsync();
        return site;
    }

    public async Task StartWorkerAsync()
    {
        var identity = $"worker-{workers.Count + 1}";
        var activities = new WorkerActivities(ecs, () => trust, new WaitingOptions(), Environment.Time, "rehearsal");
        var options = WorkerRegistration.Options(ContractNames.TaskQueue, activities.All);
        // Nothing is lost that anybody would miss.
        options.GracefulShutdownTimeout = TimeSpan.Zero;
        var client = await Environment.ConnectAsync(identity);
        await RecallRegister.EnsureAsync(client, ContractNames.TaskQueue);
        workers.Add(new(identity, client, options));
        await BeganAsync(client);
    }

    // Its first task and what comes next would otherwise be a race, and one seed would give several histories.
    private static async Task BeganAsync(ITemporalClient client)
    {
        await foreach (var e in client.GetWorkflowHandle(RecallNames.RegisterId(ContractNames.TaskQueue)).FetchHistoryEventsAsync(new() { WaitNewEvent = true }))
        {
            if (e.EventType == EventType.WorkflowTaskCompleted)
            {
                return;
            }
        }
    }

    /// <summary>Kills the worker that was started last, as SIGKILL would.</summary>
    public Task KillWorkerAsync() => Environment.KillAsync(workers[^1].Identity);

    public async ValueTask DisposeAsync()
    {
        // Held calls would hold their activities.
        Simulator.Faults.Clear();
        await Task.WhenAll(workers.Select(worker => worker.DisposeAsync().AsTask()));
        await Environment.ShutdownAsync();
        await Simulator.DisposeAsync();
        ecs.Dispose();
    }
}
