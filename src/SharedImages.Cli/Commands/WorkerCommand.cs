using System.Collections;
using System.CommandLine;
using System.Globalization;
using Serilog.Events;
using SharedImages.Worker;

namespace SharedImages.Cli;

/// <summary><c>worker</c>: runs promotions until it is told to stop.</summary>
internal static class WorkerCommand
{
    public static Command Create()
    {
        var connection = new ConnectionOptions();
        var config = new Option<string>("--config")
        {
            Description = $"JSON file with the section {SettingsSources.Section}; variables {SettingsSources.VariablePrefix}… win over it.",
            HelpName = "file",
        }.Of(InputForms.FileToRead($"a JSON file with the section {SettingsSources.Section}"));
        var log = new Option<LogFormat>("--log") { Description = "Log for people (the default) or for machines, on stderr.", HelpName = "text|json" }.Of(InputForms.Choice<LogFormat>());
        var healthPort = new Option<int?>("--health-port")
        {
            Description = $"Port of /live and /ready (else {SettingsSources.VariablePrefix}HEALTH__PORT, else none).",
            HelpName = "port",
        }.Of(InputForms.Port.As<int?>(port => port));
        var command = new Command("worker", "Run operations: poll the task queue until Ctrl-C or SIGTERM.") { config, log, healthPort };
        connection.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(log),
            settings: () => ReadSettings(parsed.GetValue(config), parsed.GetValue(healthPort)),
            connection: () => TemporalConnector.LoadOptions(parsed.GetValue(connection.Address), parsed.GetValue(connection.Namespace)),
            cancellation));
        return command;
    }

    private static WorkerSettings ReadSettings(string? file, int? healthPort)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value));
        if (healthPort is { } port)
        {
            environment = environment.Append(KeyValuePair.Create(SettingsSources.VariablePrefix + "HEALTH__PORT", (string?)port.ToString(CultureInfo.InvariantCulture)));
        }

        return WorkerSettings.Read(SettingsSources.Load(file, environment));
    }

    private static async Task<int> RunAsync(
        LogFormat format, Func<WorkerSettings> settings, Func<Temporalio.Client.TemporalClientConnectOptions> connection, CancellationToken cancellation)
    {
        var level = LogEventLevel.Information;
        try
        {
            var read = settings();
            level = read.LogLevel;
            await using var log = WorkerLog.Create(format, level, format == LogFormat.Json ? Printable.Json : Printable.Of);
            var credentials = EcsCarriers.CreateCredentials(read);
            using (credentials as IDisposable)
            {
                await WorkerHost.RunAsync(read, connection(), credentials, log, cancellation);
            }

            return ExitCode.Done;
        }
        catch (SettingsException e)
        {
            return Fail(ExitCode.InvalidInput, e.Errors);
        }
        catch (TemporalUnavailableException e)
        {
            return Fail(ExitCode.TemporalUnavailable, [e.Message]);
        }
        catch (WorkerFailedException e)
        {
            return Fail(ExitCode.Failed, [e.Message]);
        }

        // Through the log, so that a reader of JSON gets JSON.
        int Fail(int exitCode, IReadOnlyList<string> messages)
        {
            using var log = WorkerLog.Create(format, level, format == LogFormat.Json ? Printable.Json : Printable.Of);
            foreach (var message in messages)
            {
                log.Fatal("{Problem:l}", message);
            }

            return exitCode;
        }
    }
}
