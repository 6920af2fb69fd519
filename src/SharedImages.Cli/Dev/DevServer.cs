using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using SharedImages.Worker;
using SharedImages.Workflows;
using Temporalio.Client;

namespace SharedImages.Cli;

/// <summary>A Temporal dev server in memory, with Web UI and our search attributes, on loopback.</summary>
internal sealed class DevServer : IAsyncDisposable
{
    private const int UsualPort = 7233;
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(1);

    private readonly Process process;
    private string? record;

    private DevServer(Process process, string address, Uri uiAddress)
    {
        this.process = process;
        Address = address;
        UiAddress = uiAddress;
    }

    public string Address { get; }

    public Uri UiAddress { get; }

    /// <summary>This server and nothing else: what the environment says of keys and TLS is meant for another one.</summary>
    public TemporalClientConnectOptions ConnectOptions => new(Address) { DataConverter = ContractJson.DataConverter };

    /// <exception cref="CommandException">It does not start.</exception>
    public static async Task<DevServer> StartAsync(string program, CancellationToken cancellation)
    {
        // Where Temporal itself would put it, so that other commands find it.
        var port = FreePort.Near(UsualPort, WebUi.DevServerDistance);
        var uiPort = port + WebUi.DevServerDistance;
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        string[] arguments = ["server", "start-dev", "--ip", "127.0.0.1", "--port", Text(port), "--ui-port", Text(uiPort), "--log-level", "error"];
        foreach (var argument in arguments.Concat(ContractNames.SearchAttributes.SelectMany(key => (string[])["--search-attribute", $"{key.Name}={key.ValueType}"])))
        {
            start.ArgumentList.Add(argument);
        }

        var server = new DevServer(Launch(start, cancellation), $"127.0.0.1:{Text(port)}", new($"http://127.0.0.1:{Text(uiPort)}"));
        try
        {
            server.record = DevLeftovers.Record(server.process, server.Address);
            await server.UntilAnsweringAsync(cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public Task ExitedAsync() => process.WaitForExitAsync();

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
        if (record is not null)
        {
            File.Delete(record);
        }
    }

    private static Process Launch(ProcessStartInfo start, CancellationToken stopped)
    {
        try
        {
            var launched = Process.Start(start)!;
            // Its banner is not ours, and a full pipe would stop it.
            launched.OutputDataReceived += (_, _) => { };
            // Ctrl-C reaches it as well, and what it then says is noise.
            launched.ErrorDataReceived += (_, e) =>
            {
                if (e.Data is { } line && !stopped.IsCancellationRequested)
                {
                    Terminal.Error.WriteLine(line);
                }
            };
            launched.BeginOutputReadLine();
            launched.BeginErrorReadLine();
            return launched;
        }
        catch (Win32Exception e)
        {
            throw new CommandException(ExitCode.InvalidInput, $"{start.FileName} cannot be run: {e.Message}. Name the temporal program with --temporal or {DevServerProgram.Variable}.");
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task UntilAnsweringAsync(CancellationToken cancellation)
    {
        var deadline = TimeProvider.System.GetUtcNow() + StartTime;
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!process.HasExited)
        {
            try
            {
                var client = await TemporalConnector.ConnectAsync(ConnectOptions, cancellation);
                await SearchAttributes.EnsureAsync(client, cancellation);
                return;
            }
            catch (TemporalUnavailableException e)
            {
                if (TimeProvider.System.GetUtcNow() > deadline)
                {
                    throw new CommandException(ExitCode.TemporalUnavailable, $"Temporal's dev server does not answer after a minute: {e.Message}");
                }

                // Not yet: it needs a second or two.
                await ticks.WaitForNextTickAsync(cancellation);
            }
        }

        throw new CommandException(ExitCode.TemporalUnavailable, $"Temporal's dev server ended at once (exit code {process.ExitCode}); its own words are above.");
    }
}
