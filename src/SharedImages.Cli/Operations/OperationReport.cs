namespace SharedImages.Cli;

/// <summary>Writes how a run stands or ended, and says the exit code.</summary>
internal static class OperationReport
{
    /// <summary>A run that has ended.</summary>
    public static async Task<int> EndedAsync(OperationRun run, OutputFormat format, CancellationToken cancellation)
    {
        var end = await run.ReadEndAsync(await run.DescribeAsync(cancellation), cancellation);
        await EndedAsync(run, end, format);
        return end.ExitCode;
    }

    /// <summary>A run that has ended so.</summary>
    public static async Task EndedAsync(OperationRun run, OperationEnd end, OutputFormat format)
    {
        if (end.Result is { } result)
        {
            await Output.WriteAsync(format, result, run.Program.Lines(result));
        }
        else
        {
            await Terminal.Error.WriteLineAsync(end.Message);
        }
    }

    /// <summary>A run that cannot go on, wholly or in part, because its code fails.</summary>
    public static async Task<int> FailingAsync(OperationRun run, OperationView view, OutputFormat format, CancellationToken cancellation)
    {
        var description = await OperationDescription.OfAsync(await run.DescribeAsync(cancellation), view);
        IEnumerable<string> text = [.. view.Progress is null ? description.Lines() : BoardText.Lines(view), "", .. view.Failing.SelectMany(task => task.Lines(run))];
        await Output.WriteAsync(format, description, text);
        return ExitCode.Failed;
    }

    /// <summary>A run in which nothing moves until somebody decides.</summary>
    public static async Task<int> WaitingAsync(OperationRun run, OperationView view, OutputFormat format)
    {
        IEnumerable<string> text = [$"{view.WorkflowId} waits for a decision; nothing else can move.", .. DecisionText.Lines(view, run.Options)];
        await Output.WriteAsync(format, view.Progress!, text);
        return ExitCode.WaitsForDecision;
    }
}
