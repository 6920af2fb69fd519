using System.CommandLine;

namespace SharedImages.Cli;

/// <summary><c>list</c>: what runs and what has run.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        var (kind, name, since) = (RunFilter.Kind(), RunFilter.Name(), RunFilter.Since());
        var open = new Option<bool>("--open") { Description = "Only those that run." };
        var parked = new Option<bool>("--parked") { Description = "Only those in which something waits for a decision." };
        var all = new Option<bool>("--all") { Description = $"All of them, not only the first {OperationList.Page}." };
        var output = Output.CreateOption();
        var connection = new ConnectionOptions();
        var command = new Command("list", "List operations: those in which something waits for a decision first, then the newest.") { kind, name, since, open, parked, all, output };
        connection.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var client = await connection.ConnectAsync(parsed, cancellation);
            var query = new RunQuery
            {
                Kind = parsed.GetValue(kind),
                Name = parsed.GetValue(name),
                Since = parsed.GetValue(since),
                OnlyOpen = parsed.GetValue(open),
                OnlyParked = parsed.GetValue(parked),
            };
            var list = await OperationList.ReadAsync(client, query, parsed.GetValue(all), await connection.FindUiAsync(parsed, client, cancellation), cancellation);
            await Output.WriteAsync(parsed.GetValue(output), list, list.Lines(TimeProvider.System.GetUtcNow(), Terminal.Width, query.OnlyParked));
            return ExitCode.Done;
        });
        return command;
    }
}
