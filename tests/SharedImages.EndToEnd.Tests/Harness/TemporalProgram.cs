using System.Diagnostics;
using SharedImages.Flows.Tests;

namespace SharedImages.EndToEnd;

/// <summary>The <c>temporal</c> program, in the hands of somebody with rights in the namespace.</summary>
internal static class TemporalProgram
{
    /// <summary>Runs it to its end, against the server of the site.</summary>
    /// <returns>Exit code, and output and errors together.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(Site site, params string[] arguments)
    {
        var program = System.Environment.GetEnvironmentVariable(TemporalServer.Variable) is { Length: > 0 } named ? named : "temporal";
        var start = new ProcessStartInfo(program, [.. arguments, "--address", site.Client.Connection.Options.TargetHost!])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TEMPORAL_CONFIG_FILE"] = "/dev/null";
        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(timeout.Token), process.StandardError.ReadToEndAsync(timeout.Token));
        await process.WaitForExitAsync(timeout.Token);
        return (process.ExitCode, string.Concat(output));
    }
}
