using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using SharedImages.Worker;
using SharedImages.Workflows;
using Temporalio.Client;
using Temporalio.Runtime;

namespace SharedImages.Cli;

/// <summary>The options by which a command finds Temporal; what is not given comes from Temporal's environment configuration.</summary>
internal sealed class ConnectionOptions
{
    private const string TaskQueueVariable = SettingsSources.VariablePrefix + "TASKQUEUE";

    public Option<string> Address { get; } = new Option<string>("--address")
    {
        Description = $"Temporal's host:port (else TEMPORAL_ADDRESS, the config file, {TemporalConnector.DefaultAddress}).",
        HelpName = "host:port",
    }.Of(InputForms.TemporalAddress);

    public Option<string> Namespace { get; } = new Option<string>("--namespace")
    {
        Description = "Temporal namespace (else TEMPORAL_NAMESPACE, the config file, default).",
        HelpName = "name",
    }.Of(InputForms.Text("the name of a namespace"));

    public Option<Uri> UiAddress { get; } = new Option<Uri>("--ui-address")
    {
        Description = $"Address of Temporal's Web UI, for links (else {WebUi.Variable}, else that of a dev server on this machine).",
        HelpName = "url",
    }.Of(WebUi.Form);

    public Option<string> TaskQueue { get; } = new Option<string>("--task-queue")
    {
        Description = $"Task queue that the workers poll (else {TaskQueueVariable}, which workers read too, {ContractNames.TaskQueue}).",
        HelpName = "name",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(TaskQueueVariable) is { Length: > 0 } queue ? queue : ContractNames.TaskQueue,
    }.Of(InputForms.Text("the name of a task queue"));

    public void AddTo(Command command, bool withTaskQueue = false)
    {
        command.Options.Add(Address);
        command.Options.Add(Namespace);
        command.Options.Add(UiAddress);
        if (withTaskQueue)
        {
            command.Options.Add(TaskQueue);
        }
    }

    /// <summary>Connects quietly: nothing of Temporal's own log reaches the console, where it would mix with results.</summary>
    /// <exception cref="TemporalUnavailableException">With the remedy in its message.</exception>
    public Task<TemporalClient> ConnectAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var options = TemporalConnector.LoadOptions(parsed.GetValue(Address), parsed.GetValue(Namespace));
        options.Runtime = QuietRuntime;
        // Who decided or canceled is read from Temporal's histories; a process id on some machine names nobody.
        options.Identity ??= $"{Environment.UserName}@{Environment.MachineName}";
        return TemporalConnector.ConnectAsync(options, cancellation);
    }

    /// <summary>Connects, and names the run that is meant.</summary>
    /// <param name="parsed">What was typed.</param>
    /// <param name="id">As people name it; see <see cref="OperationId"/>.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<OperationRun> OpenAsync(ParseResult parsed, string id, CancellationToken cancellation)
    {
        var workflowId = await OperationId.ReadAsync(id, cancellation);
        var client = await ConnectAsync(parsed, cancellation);
        return new(client, workflowId, null, Again(parsed)) { Ui = await FindUiAsync(parsed, client, cancellation) };
    }

    /// <summary>The Web UI that is named, or that a dev server has; null when none is known.</summary>
    public Task<WebUi?> FindUiAsync(ParseResult parsed, ITemporalClient client, CancellationToken cancellation) => WebUi.FindAsync(parsed.GetValue(UiAddress), client, cancellation);

    /// <summary>The given options as they must be given again in another command: empty, or with a leading space.</summary>
    public string Again(ParseResult parsed) => string.Concat(((Option<string>[])[Address, Namespace]).Select(option => Given(parsed, option)));

    /// <summary>The same for a command that starts promotions.</summary>
    public string AgainWithTaskQueue(ParseResult parsed) => Again(parsed) + Given(parsed, TaskQueue);

    private static string Given(ParseResult parsed, Option<string> option) =>
        parsed.GetResult(option) is { Implicit: false } ? $" {option.Name} {Words.Argument(parsed.GetValue(option)!)}" : "";

    /// <summary>Keeps the log of Temporal's core off the console.</summary>
    public static TemporalRuntime QuietRuntime => field ??= new(new()
    {
        Telemetry = new() { Logging = new() { Forwarding = new(NullLogger.Instance) } },
    });
}
