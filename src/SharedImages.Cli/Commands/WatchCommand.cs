using System.CommandLine;

namespace SharedImages.Cli;

/// <summary><c>watch ID</c>: follows a run that somebody has started.</summary>
internal static class WatchCommand
{
    public static Command Create()
    {
        var id = OperationId.CreateArgument();
        var output = Output.CreateOption();
        var connection = new ConnectionOptions();
        var command = new Command("watch", "Follow an operation until it ends or nothing moves until somebody decides; exits as the command that started it would.") { id, output };
        connection.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            var run = await connection.OpenAsync(parsed, parsed.GetRequiredValue(id), interruption.Token);
            return await WatchAsync(run, parsed.GetValue(output), interruption.Token);
        });
        return command;
    }

    private static async Task<int> WatchAsync(OperationRun run, OutputFormat output, CancellationToken cancellation)
    {
        try
        {
            var pinned = run.Pinned(await run.DescribeAsync(cancellation));
            var view = await Following.FollowAsync(pinned, stopAtDecision: true, cancellation);
            return await OperationReport.StopsAsync(pinned, view, output, cancellation);
        }
        catch (Exception e) when (Interruption.Caused(e, cancellation))
        {
            await Terminal.Error.WriteLineAsync($"Detached. It goes on; see it with: {run.Command("status")}");
            return ExitCode.Interrupted;
        }
    }
}
