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
    private const int UsualUiPort = 8233;
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly string record;

    private DevServer(Process process, string record, string address, Uri webUi)
    {
        this.process = process;
        this.record = record;
        Address = address;
        WebUi = webUi;
    }

    public string Address { get; }

    public Uri WebUi { get; }

    /// <exception cref="CommandException">It does not start.</exception>
    public static async Task<DevServer> StartAsync(string program, CancellationToken cancellation)
    {
        var (port, uiPort) = (FreePort.Near(UsualPort), FreePort.Near(UsualUiPort));
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        string[] arguments = ["server", "start-dev", "--ip", "127.0.0.1", "--port", Text(port), "--ui-port", Text(uiPort), "--log-level", "error"];
        foreach (var argument in arguments.Concat(ContractNames.SearchAttributes.SelectMany(key => (string[])["--search-attribute", $"{key.Name}={key.ValueType}"])))
        {
            start.ArgumentList.Add(argument);
        }

        var started = Process.Start(start) ?? throw new CommandException(ExitCode.TemporalUnavailable, $"{program} does not start.");
        // Its banner is not ours, and a full pipe would stop it.
        started.OutputDataReceived += (_, _) => { };
        started.ErrorDataReceived += (_, e) => Console.Error.WriteLine(e.Data);
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        var server = new DevServer(started, DevLeftovers.Record(started), $"127.0.0.1:{Text(port)}", new($"http://127.0.0.1:{Text(uiPort)}"));
        try
        {
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
        File.Delete(record);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task UntilAnsweringAsync(CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(StartTime);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!process.HasExited)
        {
            try
            {
                var client = await TemporalConnector.ConnectAsync(new TemporalClientConnectOptions(Address), timeout.Token);
                await SearchAttributes.EnsureAsync(client, timeout.Token);
                return;
            }
            catch (TemporalUnavailableException) when (!timeout.IsCancellationRequested)
            {
                // Not yet: it needs a second or two.
                await ticks.WaitForNextTickAsync(timeout.Token);
            }
        }

        throw new CommandException(ExitCode.TemporalUnavailable, $"Temporal's dev server ended at once (exit code {process.ExitCode}); its own words are above.");
    }
}
