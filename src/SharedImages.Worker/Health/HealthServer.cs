using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SharedImages.Worker;

/// <summary>
/// Answers probes: <c>/live</c> while the process runs; <c>/ready</c> while the worker can work, else 503 with the reason.
/// Liveness does not depend on Temporal: a restart would not bring it back.
/// </summary>
/// <param name="options">Where to listen.</param>
/// <param name="findTrouble">What keeps the worker from working; null = nothing.</param>
internal sealed class HealthServer(HealthOptions options, Func<CancellationToken, Task<string?>> findTrouble) : IHostedService, IAsyncDisposable
{
    private WebApplication? server;

    /// <summary>Where it listens, once started.</summary>
    public Uri Endpoint => new(server!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <exception cref="WorkerFailedException">The port is in use or not ours.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(options.Address, options.Port, listener => listener.Protocols = HttpProtocols.Http1);
            kestrel.AddServerHeader = false;
        });
        server = builder.Build();
        server.Run(AnswerAsync);
        try
        {
            await server.StartAsync(cancellationToken);
        }
        catch (IOException e)
        {
            throw new WorkerFailedException(
                $"The health endpoint cannot listen on {options.Address} port {options.Port}: {e.GetBaseException().Message}. Choose another with --health-port or {SettingsSources.VariableOf("Health:Port")}.", e);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task AnswerAsync(HttpContext context)
    {
        var (status, text) = context.Request.Path.Value switch
        {
            "/live" => (StatusCodes.Status200OK, "live"),
            "/ready" => await findTrouble(context.RequestAborted) is { } trouble ? (StatusCodes.Status503ServiceUnavailable, trouble) : (StatusCodes.Status200OK, "ready"),
            _ => (StatusCodes.Status404NotFound, "There are /live and /ready."),
        };
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(text + "\n", context.RequestAborted);
    }
}
