using System.CommandLine;
using SharedImages.Ecs.Simulator;
using SharedImages.Worker;

namespace SharedImages.Cli;

/// <summary><c>dev</c>: the full thing on a laptop, on a real Temporal dev server.</summary>
internal static class DevCommand
{
    public static Command Create()
    {
        var temporal = new Option<string>("--temporal")
        {
            Description = $"The temporal program (else {DevServerProgram.Variable}, else the one on PATH, else the SDK downloads one).",
            HelpName = "file",
        }.Of(InputForms.FileToRead("the temporal program"));
        var spec = DevSpec.CreateOption("--spec");
        var speed = SimulateCommand.SpeedOption();
        var state = StateFile.CreateOption();
        var command = new Command("dev", "Run Temporal's dev server with its Web UI, the simulator and a worker until Ctrl-C.") { temporal, speed, spec, state };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(temporal), parsed.GetValue(speed), parsed.GetValue(spec), StateFile.Of(parsed.GetValue(state))));
        return command;
    }

    private static async Task<int> RunAsync(string? temporal, double speed, string? specFile, StateFile? state)
    {
        using var stop = new StopSignal();
        var world = state?.Load() ?? SimulatorWorld.Default();
        DevSite.CheckAccount(world);
        try
        {
            if (specFile is not null)
            {
                await DevSpec.WriteAsync(specFile, "--spec");
            }

            DevLeftovers.End(Terminal.Error);
            await using var server = await DevServer.StartAsync(await DevServerProgram.FindAsync(temporal, stop.Token), stop.Token);
            await using var site = await DevSite.StartAsync(server, world, state, speed, stop.Token);
            site.Describe(Terminal.Out, specFile);
            await UntilStoppedAsync(server, site, stop);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            // Asked to stop before all was up.
        }

        return ExitCode.Done;
    }

    private static async Task UntilStoppedAsync(DevServer server, DevSite site, StopSignal stop)
    {
        var ended = await Task.WhenAny(stop.WaitAsync(), site.Worker, server.ExitedAsync());
        if (stop.Token.IsCancellationRequested)
        {
            await Terminal.Error.WriteLineAsync("Stopping worker, simulator and Temporal.");
            return;
        }

        if (ended != site.Worker)
        {
            throw new CommandException(ExitCode.Failed, "Temporal's dev server has stopped by itself; start dev again.");
        }

        try
        {
            await site.Worker;
        }
        catch (WorkerFailedException e)
        {
            throw new CommandException(ExitCode.Failed, e.Message);
        }
    }
}
