using System.Net;
using Grpc.AspNetCore.Server.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SharedImages.Rehearsal;

/// <summary>The frontend on a loopback port of its own.</summary>
internal sealed class FrontendServer : IAsyncDisposable
{
    private const int MaxMessageBytes = 64 * 1024 * 1024;
    private const int MaxStreams = 10_000;

    private readonly WebApplication application;

    private FrontendServer(WebApplication application) => this.application = application;

    /// <summary>host:port.</summary>
    public string Address => new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Authority;

    public static async Task<FrontendServer> StartAsync(Kernel kernel)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var service = new FrontendService(kernel, kernel.Options.LoggerFactory.CreateLogger<FrontendService>());
        builder.Services.AddSingleton(service);
        builder.Services.AddSingleton<IServiceMethodProvider<FrontendService>, FrontendMethods>();
        builder.Services.AddRouting();
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = MaxMessageBytes;
            grpc.MaxSendMessageSize = MaxMessageBytes;
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.Http2.MaxStreamsPerConnection = MaxStreams;
            kestrel.Listen(IPAddress.Loopback, 0, listener =>
            {
                listener.Protocols = HttpProtocols.Http2;
                listener.Use(next => context => service.FollowAsync(context, next));
            });
        });
        var built = builder.Build();
        built.UseRouting();
        built.MapGrpcService<FrontendService>();
        await built.StartAsync();
        return new(built);
    }

    /// <summary>Ends at once: what is still called has nobody who waits for it.</summary>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await application.StopAsync(now.Token);
        await application.DisposeAsync();
    }
}
