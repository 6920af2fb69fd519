namespace SharedImages.Ecs.Simulator;

/// <summary>
/// An ECS and STS that behave like the real ones (facts §12), on real HTTP, for all regions at once:
/// the parameter RegionId decides, as it does at the real service.
/// </summary>
public sealed class EcsSimulator : IAsyncDisposable
{
    private readonly HandlerServer gateway;
    private readonly WorldText text;
    private HandlerServer? admin;
    private IReadOnlyList<FaultState>? faultsAtStop;

    private EcsSimulator(HandlerServer gateway, SimulatorState state, FaultScript faults, SimulatorWorld world, WorldText text)
    {
        (this.gateway, this.text) = (gateway, text);
        State = state;
        Faults = faults;
        Endpoint = gateway.Address;
        Info = SimulatorInfo.Of(world, state, Endpoint, adminEndpoint: null);
    }

    /// <summary>Where ECS and STS answer, for example <c>http://127.0.0.1:8080/</c>.</summary>
    public Uri Endpoint { get; }

    /// <summary>Where faults are scripted and the state is shown over HTTP; null = there is no admin endpoint.</summary>
    public Uri? AdminEndpoint { get; private set; }

    /// <summary>What is in it, and changes from outside.</summary>
    public SimulatorState State { get; }

    /// <summary>Faults to come.</summary>
    public FaultScript Faults { get; }

    /// <summary>Addresses, accounts, keys and images as they were at the start, for other programs.</summary>
    public SimulatorInfo Info { get; private set; }

    /// <summary>Starts a simulator; it answers when this returns.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="IOException">A port is in use.</exception>
    public static async Task<EcsSimulator> StartAsync(EcsSimulatorOptions? options = null)
    {
        options ??= new EcsSimulatorOptions();
        if (!double.IsFinite(options.Speed) || options.Speed <= 0)
        {
            throw new ArgumentException($"Speed is {options.Speed}; give a positive number.", nameof(options));
        }

        var present = options.World.Present is { } json ? PresentJson.Read(json, options.World) : null;
        var clock = new LifeClock(options.Time, options.Speed);
        var (cloud, faults, journal) = (new Cloud(options.World, clock, present), new FaultScript(clock), new Journal());
        foreach (var fault in options.World.Faults)
        {
            faults.Add(fault);
        }

        var identities = new Identities(options.World, options.WallClock);
        var tokens = new ClientTokens(clock, options.World.Rules);
        var requests = new Gateway(cloud, faults, identities, new Authenticator(identities, options.World.Rules, options.WallClock), journal, tokens);
        if (present is not null)
        {
            identities.Resume(present.Sessions, present.Assumed);
            faults.Resume(present.Faults);
            tokens.Resume(present.ClientTokens);
            (requests.Requests, faults.Added) = (present.Requests, present.Scripted);
        }

        var worldText = new WorldText(options.World, cloud, identities, faults, tokens, requests);
        var server = await HandlerServer.StartAsync(options.Address, options.Port, options.Certificate, requests.HandleAsync);
        var simulator = new EcsSimulator(server, new SimulatorState(cloud, identities, journal), faults, options.World, worldText);
        try
        {
            await simulator.StartAdminAsync(options);
            return simulator;
        }
        catch
        {
            await simulator.DisposeAsync();
            throw;
        }
    }

    /// <summary>The world as it is now, with the faults that there were if this has stopped: a world file, from which another simulator starts with the same.</summary>
    public string WriteWorld() => text.Write(faultsAtStop ?? text.Faults());

    /// <summary>Lets go of all held calls and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        if (faultsAtStop is not null)
        {
            return;
        }

        faultsAtStop = text.Faults();
        Faults.Clear();
        await gateway.DisposeAsync();
        if (admin is not null)
        {
            await admin.DisposeAsync();
        }
    }

    private async Task StartAdminAsync(EcsSimulatorOptions options)
    {
        if (options.AdminPort is not { } port)
        {
            return;
        }

        admin = await HandlerServer.StartAsync(options.Address, port, options.Certificate, new AdminEndpoint(new AdminGate(options.Address, options.AdminHosts), State, Faults, () => Info, WriteWorld).HandleAsync);
        AdminEndpoint = admin.Address;
        Info = Info with { AdminAddress = admin.Address.GetLeftPart(UriPartial.Authority) };
    }
}
