using System.CommandLine;

namespace SharedImages.Cli;

/// <summary><c>history ID</c>: what happened in a run, and who did it.</summary>
internal static class HistoryCommand
{
    public static Command Create()
    {
        var id = OperationId.CreateArgument();
        var output = Output.CreateOption();
        var connection = new ConnectionOptions();
        var command = new Command("history", "Show what happened in an operation, by whom and when, from Temporal's own history of it.") { id, output };
        connection.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var run = await connection.OpenAsync(parsed, parsed.GetRequiredValue(id), cancellation);
            var history = await new HistoryReading(run, cancellation).ReadAsync();
            await Output.WriteAsync(parsed.GetValue(output), history, history.Lines());
            return ExitCode.Done;
        });
        return command;
    }
}
