using System.CommandLine;

namespace SharedImages.Cli;

/// <summary><c>dev</c>: the full thing on a laptop, on a real Temporal dev server.</summary>
internal static class DevCommand
{
    public static Command Create()
    {
        var temporal = new Option<string?>("--temporal")
        {
            Description = $"The temporal program (else {DevServerProgram.Variable}, else the one on PATH, else the SDK downloads one).",
            HelpName = "file",
        };
        var spec = new Option<string?>("--spec") { Description = "Writes a ready-made spec to this file.", HelpName = "file" };
        var speed = SimulateCommand.SpeedOption();
        var command = new Command("dev", "Run Temporal's dev server with its Web UI, the simulator and a worker until Ctrl-C.") { temporal, speed, spec };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(temporal), parsed.GetValue(speed), parsed.GetValue(spec)));
        return command;
    }

    private static async Task<int> RunAsync(string? temporal, double speed, string? specFile)
    {
        using var stop = new StopSignal();
        DevLeftovers.End(Console.Error);
        await using var server = await DevServer.StartAsync(await DevServerProgram.FindAsync(temporal, stop.Token), stop.Token);
        await using var site = await DevSite.StartAsync(server, speed, stop.Token);
        await site.DescribeAsync(Console.Out, specFile);

        var ended = await Task.WhenAny(stop.WaitAsync(), site.Worker, server.ExitedAsync());
        if (stop.Token.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopping worker, simulator and Temporal.");
            return ExitCode.Done;
        }

        await ended;
        throw new CommandException(ExitCode.Failed, ended == site.Worker ? "The worker has stopped; see its log above." : "Temporal's dev server has stopped by itself; start dev again.");
    }
}
