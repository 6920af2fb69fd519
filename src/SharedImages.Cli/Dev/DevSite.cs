using Serilog.Core;
using SharedImages.Activities;
using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Worker;

namespace SharedImages.Cli;

/// <summary>The simulator and a worker of our account in it.</summary>
internal sealed class DevSite : IAsyncDisposable
{
    private static readonly string[] Any = ["*"];

    private readonly DevServer server;
    private readonly EcsSimulator simulator;
    private readonly StateFile? state;
    private readonly IAsyncDisposable? keeping;
    private readonly Logger log;
    private readonly CancellationTokenSource stop;

    private DevSite(DevServer server, EcsSimulator simulator, WorldAccessKey key, StateFile? state, double speed, CancellationToken cancellation)
    {
        this.server = server;
        this.simulator = simulator;
        this.state = state;
        keeping = state?.Keep(simulator, TimeProvider.System);
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        log = WorkerLog.Create(LogFormat.Text, Serilog.Events.LogEventLevel.Information, Printable.Of);
        Worker = WorkerHost.RunAsync(
            Settings(simulator, speed), server.ConnectOptions, new EnvironmentCredentialsProvider(variable => Credentials(key, variable)), log, stop.Token);
    }

    /// <summary>Ends when the worker does.</summary>
    public Task Worker { get; }

    /// <exception cref="CommandException">The worker would have no key in this world.</exception>
    public static void CheckAccount(SimulatorWorld world)
    {
        if (world.Accounts.All(account => account.Id != SimulatorWorld.OurAccount || account.AccessKeys.Count == 0))
        {
            throw new CommandException(ExitCode.InvalidInput, $"The world has no account {SimulatorWorld.OurAccount} with an access key, for which the worker of dev acts; run simulate and a worker of your own instead.");
        }
    }

    public static async Task<DevSite> StartAsync(DevServer server, SimulatorWorld world, StateFile? state, double speed, CancellationToken cancellation)
    {
        var ecs = await EcsSimulator.StartAsync(new() { World = world, Port = FreePort.Near(SimulateCommand.DefaultPort), AdminPort = 0, Speed = speed });
        return new(server, ecs, world.Account(SimulatorWorld.OurAccount).AccessKeys[0], state, speed, cancellation);
    }

    /// <summary>Says what runs and what to do next.</summary>
    public void Describe(TextWriter text, string? specFile)
    {
        text.WriteLine($"Web UI     {server.UiAddress}namespaces/default/workflows");
        text.WriteLine($"Temporal   {server.Address}");
        text.WriteLine($"ECS        {simulator.Info.Address} (simulated)");
        SimulatorText.Write(text, simulator.Info);
        text.WriteLine();
        if (specFile is not null)
        {
            text.WriteLine($"Wrote {specFile}: the encrypted image that account {SimulatorWorld.PublisherAccount} shares with us, to six regions.");
        }

        // The address is always said: the next terminal's environment may name a server that is meant seriously.
        var file = specFile ?? "promotion.yaml";
        text.WriteLine(specFile is null ? $"Next, with a spec of your own (dev --spec {file} writes one):" : "Next, in another terminal:");
        text.WriteLine($"  {Invocation.Program} promote {file} --address {server.Address}");
        text.WriteLine($"  {Invocation.Program} status {DevSpec.Id} --address {server.Address}");
        text.WriteLine("Ctrl-C ends everything.");
        text.Flush();
    }

    /// <summary>Ends both, and keeps the world if it has a state file.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        // Why it ended, if not by us, the command has said.
        await Worker.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (keeping is not null)
        {
            await keeping.DisposeAsync();
        }

        await simulator.DisposeAsync();
        await log.DisposeAsync();
        stop.Dispose();
        state?.Save(simulator);
    }

    private static WorkerSettings Settings(EcsSimulator simulator, double speed)
    {
        var real = new WaitingOptions();
        return new()
        {
            Trust = new()
            {
                TrustedOwners = [SimulatorWorld.PublisherAccount],
                ShareRecipients = [SimulatorWorld.ConsumerAccount, SimulatorWorld.SecondConsumerAccount],
                // Nothing here costs anything, and no command really runs.
                Launching = new() { MaxInstances = 1000, InstanceTypes = Any, Networks = Any, Roles = Any, KeyPairs = Any, UserData = new(true, []) },
                Testing = new() { Commands = new(true, []) },
                Replacing = new() { InstanceTags = [new("role", "web")], MaxInstances = 1000 },
            },
            // Looks come as much more often as copies are faster, up to what one machine bears.
            Waiting = real with
            {
                FirstDelay = Scaled(real.FirstDelay / 6, speed),
                ShortestDelay = Scaled(real.ShortestDelay / 5, speed),
                LongestDelay = Scaled(real.LongestDelay / 60, speed),
            },
            Ecs = new() { Endpoint = simulator.Endpoint },
        };
    }

    private static TimeSpan Scaled(TimeSpan real, double speed)
    {
        var scaled = real / speed;
        var least = TimeSpan.FromMilliseconds(100);
        return scaled < least ? least : scaled;
    }

    private static string? Credentials(WorldAccessKey key, string variable) => variable switch
    {
        EnvironmentCredentialsProvider.AccessKeyIdVariable => key.Id,
        EnvironmentCredentialsProvider.AccessKeySecretVariable => key.Secret,
        _ => null,
    };
}
