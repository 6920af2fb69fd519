using System.CommandLine;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary><c>link ID</c>: where Temporal's Web UI shows a run.</summary>
internal static class LinkCommand
{
    public static Command Create()
    {
        var id = OperationId.CreateArgument();
        var output = Output.CreateOption();
        var connection = new ConnectionOptions();
        var command = new Command("link", "Print where Temporal's Web UI shows an operation.") { id, output };
        connection.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var run = await connection.OpenAsync(parsed, parsed.GetRequiredValue(id), cancellation);
            var facts = RunFacts.Of(await run.DescribeAsync(cancellation), run.Ui);
            var link = facts.Link ?? throw new CommandException(
                ExitCode.InvalidInput,
                $"Where the Web UI of Temporal at {run.Client.Connection.Options.TargetHost} is, is not known; name it with --ui-address or {WebUi.Variable}, such as {WebUi.Variable}=https://temporal.example.");
            await Output.WriteAsync(parsed.GetValue(output), new OperationLink(facts), [link.AbsoluteUri]);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>What <c>link --output json</c> prints.</summary>
    private sealed record OperationLink(RunFacts Run)
    {
        public string ApiVersion { get; } = ContractNames.ApiVersion;

        public string Kind { get; } = nameof(OperationLink);
    }
}
