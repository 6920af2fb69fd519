using System.CommandLine;

namespace SharedImages.Cli;

/// <summary><c>status ID</c>: how a promotion stands or ended.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var id = PromotionId.CreateArgument();
        var output = Output.CreateOption();
        var connection = new ConnectionOptions();
        var command = new Command("status", "Show how a promotion stands or ended; exits as promote would, with 0 while it runs.") { id, output };
        connection.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var workflowId = parsed.GetRequiredValue(id);
            var client = await connection.ConnectAsync(parsed, cancellation);
            return await ShowAsync(new(client, workflowId, null, connection.Again(parsed)), parsed.GetValue(output), cancellation);
        });
        return command;
    }

    private static async Task<int> ShowAsync(PromotionRun run, OutputFormat output, CancellationToken cancellation)
    {
        var view = await new PromotionWatch(run, TimeProvider.System).LookAsync(cancellation);
        if (view.Ended)
        {
            return await PromotionReport.EndedAsync(run, output, cancellation);
        }

        if (view.Failing.Count > 0)
        {
            return await PromotionReport.FailingAsync(run, view, output, cancellation);
        }

        if (view.WaitsForDecision)
        {
            return await PromotionReport.WaitingAsync(run, view, output);
        }

        if (view.Progress is { } progress)
        {
            await Output.WriteAsync(output, progress, [.. BoardText.Lines(view), .. DecisionText.Lines(view, run.Options)]);
            return ExitCode.Done;
        }

        var description = await PromotionDescription.OfAsync(await run.DescribeAsync(cancellation), view);
        await Output.WriteAsync(output, description, description.Lines());
        return ExitCode.Done;
    }
}
