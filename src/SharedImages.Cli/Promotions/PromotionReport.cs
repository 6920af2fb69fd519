namespace SharedImages.Cli;

/// <summary>Writes how a run stands or ended, and says the exit code.</summary>
internal static class PromotionReport
{
    /// <summary>A run that has ended.</summary>
    public static async Task<int> EndedAsync(PromotionRun run, OutputFormat format, CancellationToken cancellation)
    {
        var end = await run.ReadEndAsync(await run.DescribeAsync(cancellation), cancellation);
        if (end.Result is { } result)
        {
            await Output.WriteAsync(format, result, ResultText.Lines(result));
        }
        else
        {
            await Console.Error.WriteLineAsync(Printable.Of(end.Message));
        }

        return end.ExitCode;
    }

    /// <summary>A run in which nothing moves until somebody decides.</summary>
    public static async Task<int> WaitingAsync(PromotionView view, OutputFormat format, string connection)
    {
        IEnumerable<string> text = [$"{view.WorkflowId} waits for a decision; nothing else can move.", .. DecisionText.Lines(view, connection)];
        await Output.WriteAsync(format, view.Progress!, text);
        return ExitCode.WaitsForDecision;
    }
}
