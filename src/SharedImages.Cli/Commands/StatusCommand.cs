using System.CommandLine;

namespace SharedImages.Cli;

/// <summary><c>status ID</c>: how a promotion stands or ended.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("ID") { Description = "promote/NAME/VERSION or NAME/VERSION." };
        var output = Output.CreateOption();
        var connection = new ConnectionOptions();
        var command = new Command("status", "Show how a promotion stands or ended; exits as promote would, with 0 while it runs.") { id, output };
        connection.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var workflowId = PromotionId.Parse(parsed.GetValue(id)!);
            var client = await connection.ConnectAsync(parsed, cancellation);
            return await ShowAsync(new(client, workflowId, null), parsed.GetValue(output), connection.Again(parsed), cancellation);
        });
        return command;
    }

    private static async Task<int> ShowAsync(PromotionRun run, OutputFormat output, string connection, CancellationToken cancellation)
    {
        var view = await new PromotionWatch(run, TimeProvider.System).LookAsync(cancellation);
        if (view.Ended)
        {
            return await PromotionReport.EndedAsync(run, output, cancellation);
        }

        if (view.WaitsForDecision)
        {
            return await PromotionReport.WaitingAsync(view, output, connection);
        }

        if (view.Progress is { } progress)
        {
            await Output.WriteAsync(output, progress, [.. BoardText.Lines(view), .. DecisionText.Lines(view, connection)]);
            return ExitCode.Done;
        }

        var description = await PromotionDescription.OfAsync(await run.DescribeAsync(cancellation), view);
        await Output.WriteAsync(output, description, description.Lines());
        return ExitCode.Done;
    }
}
