using System.CommandLine;

namespace SharedImages.Cli;

/// <summary><c>status ID</c>: how an operation stands or ended.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var id = OperationId.CreateArgument();
        var output = Output.CreateOption();
        var connection = new ConnectionOptions();
        var command = new Command("status", "Show how an operation stands or ended; exits as the command that started it would, with 0 while it runs.") { id, output };
        connection.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            return await ShowAsync(await connection.OpenAsync(parsed, parsed.GetRequiredValue(id), cancellation), parsed.GetValue(output), cancellation);
        });
        return command;
    }

    private static async Task<int> ShowAsync(OperationRun run, OutputFormat output, CancellationToken cancellation)
    {
        var view = await new OperationWatch(run, TimeProvider.System).LookAsync(cancellation);
        if (view.Ended)
        {
            return (await OperationReport.EndedAsync(run, output, cancellation)).ExitCode;
        }

        if (view.Failing.Count > 0)
        {
            return await OperationReport.FailingAsync(run, view, output, cancellation);
        }

        if (view.WaitsForDecision)
        {
            return await OperationReport.WaitingAsync(run, view, output, cancellation);
        }

        if (view.Progress is not null)
        {
            return await OperationReport.RunningAsync(run, view, output, cancellation);
        }

        var description = await OperationDescription.OfAsync(await run.DescribeAsync(cancellation), run.Ui, view);
        await Output.WriteAsync(output, description, description.Lines());
        return ExitCode.Done;
    }
}
