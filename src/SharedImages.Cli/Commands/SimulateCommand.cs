using System.CommandLine;
using System.Globalization;
using System.Net;
using SharedImages.Ecs.Simulator;

namespace SharedImages.Cli;

/// <summary><c>simulate</c>: an ECS on this machine, until it is told to stop.</summary>
internal static class SimulateCommand
{
    public const int DefaultPort = 8090;

    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Port of ECS and STS; 0 = any free one.", HelpName = "port", DefaultValueFactory = _ => DefaultPort };
        var adminPort = new Option<int?>("--admin-port") { Description = "Port where faults are scripted and the state is shown; 0 = any free one (default: none).", HelpName = "port" };
        var listen = new Option<IPAddress>("--listen")
        {
            Description = "Address of this machine to listen on; any but loopback opens the simulator to the network.",
            HelpName = "address",
            DefaultValueFactory = _ => IPAddress.Loopback,
            CustomParser = result => IPAddress.TryParse(result.Tokens[0].Value, out var address) ? address : Invalid(result),
        };
        var world = new Option<string?>("--world") { Description = "YAML file with accounts, keys and images, unless there is a --state (default: a built-in world).", HelpName = "file" };
        var state = StateFile.CreateOption();
        var certificate = new Option<string?>("--certificate") { Description = $"PKCS #12 file (.pfx) with certificate and key, to serve HTTPS; its password, if it has one, is in {SimulatorCertificate.PasswordVariable} (default: plain HTTP).", HelpName = "file" };
        var output = Output.CreateOption();
        var speed = SpeedOption();
        var command = new Command("simulate", "Run a simulated ECS with accounts, images and keys until Ctrl-C or SIGTERM.") { port, adminPort, listen, world, state, certificate, speed, output };
        command.SetAction((parsed, _) =>
        {
            var stateFile = StateFile.Of(parsed.GetValue(state));
            return RunAsync(
                new EcsSimulatorOptions
                {
                    Address = parsed.GetValue(listen)!,
                    Port = parsed.GetValue(port),
                    AdminPort = parsed.GetValue(adminPort),
                    Speed = parsed.GetValue(speed),
                    World = stateFile?.Load() ?? LoadWorld(parsed.GetValue(world)),
                    Certificate = SimulatorCertificate.Load(parsed.GetValue(certificate), Environment.GetEnvironmentVariable(SimulatorCertificate.PasswordVariable)),
                },
                stateFile,
                parsed.GetValue(output));
        });
        return command;
    }

    public static Option<double> SpeedOption()
    {
        var speed = new Option<double>("--speed") { Description = "How many times faster than in reality copies run.", HelpName = "factor", DefaultValueFactory = _ => 1 };
        speed.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and < double.PositiveInfinity))
            {
                result.AddError("--speed must be above 0, for example 1 or 60");
            }
        });
        return speed;
    }

    private static IPAddress? Invalid(System.CommandLine.Parsing.ArgumentResult result)
    {
        result.AddError($"--listen is \"{result.Tokens[0].Value}\"; give an IP address of this machine, such as 127.0.0.1 or 0.0.0.0");
        return null;
    }

    public static SimulatorWorld LoadWorld(string? file)
    {
        try
        {
            return file is null ? SimulatorWorld.Default() : SimulatorWorld.Load(file);
        }
        catch (WorldFileException e)
        {
            throw new CommandException(ExitCode.InvalidInput, e.Message);
        }
    }

    private static async Task<int> RunAsync(EcsSimulatorOptions options, StateFile? state, OutputFormat output)
    {
        using var stop = new StopSignal();
        await using var simulator = await StartAsync(options);
        if (output == OutputFormat.Json)
        {
            await Console.Out.WriteLineAsync(simulator.Info.ToJson());
        }
        else
        {
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Simulated ECS at {simulator.Info.Address}, {options.Speed} times as fast as the real one. Ctrl-C stops it."));
            SimulatorText.Write(Console.Out, simulator.Info);
            SimulatorText.WriteWorkerVariables(Console.Out, simulator.Info);
        }

        await stop.WaitAsync();
        await simulator.DisposeAsync();
        state?.Save(simulator);
        return ExitCode.Done;
    }

    private static async Task<EcsSimulator> StartAsync(EcsSimulatorOptions options)
    {
        try
        {
            return await EcsSimulator.StartAsync(options);
        }
        catch (IOException e)
        {
            throw new CommandException(
                ExitCode.Failed, $"The simulator cannot listen on {options.Address}, port {options.Port}{(options.AdminPort is { } admin ? $" and {admin}" : "")}: {e.GetBaseException().Message}. Choose other ports with --port and --admin-port; 0 = any free one.");
        }
    }
}
