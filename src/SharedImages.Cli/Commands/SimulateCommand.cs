using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SharedImages.Ecs.Simulator;

namespace SharedImages.Cli;

/// <summary><c>simulate</c>: an ECS on this machine, until it is told to stop.</summary>
internal static class SimulateCommand
{
    public const int DefaultPort = 8090;

    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Port of ECS and STS; 0 = any free one.", HelpName = "port", DefaultValueFactory = _ => DefaultPort }.Of(InputForms.Port);
        var adminPort = new Option<int?>("--admin-port") { Description = "Port where faults are scripted and the state is shown; 0 = any free one (default: none).", HelpName = "port" }.Of(InputForms.Port.As<int?>(port => port));
        var adminHost = new Option<string[]>("--admin-host") { Description = "A name or address, beside localhost, by which --admin-port may be called, such as a container's; can be given more than once.", HelpName = "name", DefaultValueFactory = _ => [] }
            .OfEach(InputForms.HostName);
        var listen = new Option<IPAddress>("--listen")
        {
            Description = "Address of this machine to listen on; any but loopback opens the simulator to the network.",
            HelpName = "address",
            DefaultValueFactory = _ => IPAddress.Loopback,
        }.Of(InputForms.ListenAddress);
        var world = WorldOption("YAML file with accounts, keys and images, unless there is a --state (default: a built-in world).");
        var state = StateFile.CreateOption();
        var certificate = new Option<string>("--certificate") { Description = $"PKCS #12 file (.pfx) with certificate and key, to serve HTTPS; its password, if it has one, is in {SimulatorCertificate.PasswordVariable} (default: plain HTTP).", HelpName = "file" }
            .Of(InputForms.FileToRead("a PKCS #12 file (.pfx, .p12)"));
        var output = Output.CreateOption();
        var speed = SpeedOption();
        var command = new Command("simulate", "Run a simulated ECS with accounts, images and keys until Ctrl-C or SIGTERM.") { port, adminPort, adminHost, listen, world, state, certificate, speed, output };
        command.SetAction((parsed, _) =>
        {
            var stateFile = StateFile.Of(parsed.GetValue(state));
            return RunAsync(
                new EcsSimulatorOptions
                {
                    Address = parsed.GetValue(listen)!,
                    Port = parsed.GetValue(port),
                    AdminPort = parsed.GetValue(adminPort),
                    AdminHosts = parsed.GetValue(adminHost)!,
                    Speed = parsed.GetValue(speed),
                    World = stateFile?.Load() ?? LoadWorld(parsed.GetValue(world)),
                    Certificate = SimulatorCertificate.Load(parsed.GetValue(certificate), Environment.GetEnvironmentVariable(SimulatorCertificate.PasswordVariable)),
                },
                stateFile,
                parsed.GetValue(output));
        });
        return command;
    }

    public static Option<double> SpeedOption() =>
        new Option<double>("--speed") { Description = "How many times faster than in reality copies run.", HelpName = "factor", DefaultValueFactory = _ => 1 }.Of(InputForms.Factor);

    public static Option<string> WorldOption(string description) =>
        new Option<string>("--world") { Description = description, HelpName = "file" }.Of(InputForms.FileToRead("a YAML file that describes a world"));

    public static SimulatorWorld LoadWorld(string? file)
    {
        try
        {
            return file is null ? SimulatorWorld.Default() : SimulatorWorld.Load(file);
        }
        catch (WorldFileException e)
        {
            throw new CommandException(ExitCode.InvalidInput, e.Errors);
        }
        catch (NotSupportedException)
        {
            throw new CommandException(ExitCode.InvalidInput, $"{file} is no file whose length is known, such as a pipe; give a YAML file that describes a world.");
        }
    }

    private static async Task<int> RunAsync(EcsSimulatorOptions options, StateFile? state, OutputFormat output)
    {
        using var stop = new StopSignal();
        await using var simulator = await StartAsync(options);
        if (output == OutputFormat.Json)
        {
            await Terminal.WriteJsonAsync(simulator.Info.ToJson());
        }
        else
        {
            await Terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Simulated ECS at {simulator.Info.Address}, {options.Speed} times as fast as the real one. Ctrl-C stops it."));
            SimulatorText.Write(Terminal.Out, simulator.Info);
            SimulatorText.WriteWorkerVariables(Terminal.Out, simulator.Info);
        }

        await using (state?.Keep(simulator, TimeProvider.System))
        {
            await stop.WaitAsync();
        }

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
        catch (Exception e) when (e.GetBaseException() is SocketException { SocketErrorCode: SocketError.AddressNotAvailable })
        {
            throw new CommandException(ExitCode.InvalidInput, $"--listen is {options.Address}, which is no address of this machine; give one that is, such as 127.0.0.1, or 0.0.0.0 for all.");
        }
        catch (IOException e)
        {
            throw new CommandException(
                ExitCode.Failed, $"The simulator cannot listen on {options.Address}, port {options.Port}{(options.AdminPort is { } admin ? $" and {admin}" : "")}: {e.GetBaseException().Message}. Choose other ports with --port and --admin-port; 0 = any free one.");
        }
    }
}
