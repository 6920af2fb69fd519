using System.CommandLine;

namespace SharedImages.Cli;

/// <summary><c>watch ID</c>: follows a run that somebody has started.</summary>
internal static class WatchCommand
{
    public static Command Create()
    {
        var id = OperationId.CreateArgument();
        var timeout = Deadline.CreateOption();
        var output = Output.CreateOption();
        var connection = new ConnectionOptions();
        var command = new Command("watch", "Follow an operation until it ends or nothing moves until somebody decides; exits as the command that started it would.") { id, timeout, output };
        connection.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            using var deadline = new Deadline(parsed.GetValue(timeout), TimeProvider.System, interruption.Token);
            try
            {
                var run = await connection.OpenAsync(parsed, parsed.GetRequiredValue(id), deadline.Token);
                return await WatchAsync(run, parsed.GetValue(output), deadline.Token);
            }
            catch (Exception e) when (Interruption.Caused(e, deadline.Token))
            {
                throw new CommandException(deadline.ExitCode, $"{deadline.Said} The run goes on; see it with: {Invocation.Program} status {Words.Argument(parsed.GetRequiredValue(id))}{connection.Again(parsed)}");
            }
        });
        return command;
    }

    private static async Task<int> WatchAsync(OperationRun run, OutputFormat output, CancellationToken cancellation)
    {
        var pinned = run.Pinned(await run.DescribeAsync(cancellation));
        var view = await Following.FollowAsync(pinned, stopAtDecision: true, cancellation);
        return await OperationReport.StopsAsync(pinned, view, output, cancellation);
    }
}
