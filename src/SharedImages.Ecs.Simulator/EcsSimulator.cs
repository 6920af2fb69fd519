using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace SharedImages.Ecs.Simulator;

/// <summary>
/// An ECS and STS that behave like the real ones (facts §12), on real HTTP at a loopback address, for all regions at once:
/// the parameter RegionId decides, as it does at the real service.
/// </summary>
public sealed class EcsSimulator : IAsyncDisposable
{
    private readonly WebApplication _gateway;

    private EcsSimulator(WebApplication gateway, SimulatorState state, FaultScript faults)
    {
        _gateway = gateway;
        State = state;
        Faults = faults;
        Endpoint = AddressOf(gateway);
    }

    /// <summary>Where ECS and STS answer, for example <c>http://127.0.0.1:8080/</c>.</summary>
    public Uri Endpoint { get; }

    /// <summary>What is in it, and changes from outside.</summary>
    public SimulatorState State { get; }

    /// <summary>Faults to come.</summary>
    public FaultScript Faults { get; }

    /// <summary>Starts a simulator; it answers when this returns.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<EcsSimulator> StartAsync(EcsSimulatorOptions? options = null)
    {
        options ??= new EcsSimulatorOptions();
        if (!double.IsFinite(options.Speed) || options.Speed <= 0)
        {
            throw new ArgumentException($"Speed is {options.Speed}; give a positive number.", nameof(options));
        }

        var clock = new LifeClock(options.Time, options.Speed);
        var (cloud, faults, journal) = (new Cloud(options.World, clock), new FaultScript(clock), new Journal());
        var gateway = new Gateway(cloud, faults, new Authenticator(options.World, options.WallClock), journal, new ClientTokens(clock));
        var server = await ListenAsync(options.Port, gateway.HandleAsync);
        return new EcsSimulator(server, new SimulatorState(cloud, journal), faults);
    }

    /// <summary>Lets go of all held calls and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        Faults.Clear();
        await _gateway.DisposeAsync();
    }

    private static async Task<WebApplication> ListenAsync(int port, RequestDelegate handler)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port, listener => listener.Protocols = HttpProtocols.Http1);
            kestrel.AddServerHeader = false;
            // Every ECS parameter travels in the query: 20 tags of the longest kind, percent-encoded, are about 50 KiB.
            kestrel.Limits.MaxRequestLineSize = 128 * 1024;
            kestrel.Limits.MaxRequestBufferSize = 256 * 1024;
            kestrel.Limits.MaxRequestBodySize = 256 * 1024;
        });
        var server = builder.Build();
        server.Run(handler);
        await server.StartAsync();
        return server;
    }

    private static Uri AddressOf(WebApplication server) =>
        new(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
}
