using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace SharedImages.Ecs.Simulator;

/// <summary>An HTTP/1.1 server, by TLS if it has a certificate, with one handler and bounded requests.</summary>
internal sealed class HandlerServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly WebApplication application;

    private HandlerServer(WebApplication application) => this.application = application;

    public Uri Address => new(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<HandlerServer> StartAsync(IPAddress address, int port, X509Certificate2? certificate, RequestDelegate handler)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(address, port, listener =>
            {
                listener.Protocols = HttpProtocols.Http1;
                if (certificate is not null)
                {
                    listener.UseHttps(certificate);
                }
            });
            kestrel.AddServerHeader = false;
            // Every ECS parameter travels in the query: 20 tags of the longest kind, percent-encoded, are about 50 KiB.
            kestrel.Limits.MaxRequestLineSize = 128 * 1024;
            kestrel.Limits.MaxRequestBufferSize = 256 * 1024;
            kestrel.Limits.MaxRequestBodySize = 256 * 1024;
            // Who sends or reads more slowly than any network does is cut, and holds nothing.
            kestrel.Limits.RequestHeadersTimeout = Patience;
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, Patience);
            kestrel.Limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, Patience);
        });
        var built = builder.Build();
        built.Run(handler);
        await built.StartAsync();
        return new HandlerServer(built);
    }

    /// <summary>Lets requests in work end, a few seconds at most, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await application.StopAsync(patience.Token);
        await application.DisposeAsync();
    }
}
