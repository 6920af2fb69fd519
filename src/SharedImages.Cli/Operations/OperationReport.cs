namespace SharedImages.Cli;

/// <summary>Writes how a run stands or ended, and says the exit code.</summary>
internal static class OperationReport
{
    /// <summary>A run that was followed to where nothing more is to be waited for.</summary>
    public static async Task<int> StopsAsync(OperationRun run, OperationView view, OutputFormat format, CancellationToken cancellation) =>
        view.Ended ? (await EndedAsync(run, format, cancellation)).ExitCode
        : view.Fails ? await FailingAsync(run, view, format, cancellation)
        : await WaitingAsync(run, view, format, cancellation);

    /// <summary>A run that has ended.</summary>
    public static async Task<OperationEnd> EndedAsync(OperationRun run, OutputFormat format, CancellationToken cancellation)
    {
        var description = await run.DescribeAsync(cancellation);
        var end = await run.ReadEndAsync(description, cancellation);
        var facts = RunFacts.Of(description, run.Ui);
        if (end.Result is { } result)
        {
            await Output.WriteAsync(format, facts.In(result), [.. run.Program.Lines(result), "", .. facts.Lines()]);
        }
        else
        {
            await Terminal.Error.WriteLineAsync(end.Message);
            await Output.WriteAsync(format, await OperationDescription.OfAsync(description, run.Ui) with { Notice = end.Message }, facts.Lines());
        }

        return end;
    }

    /// <summary>A run that cannot go on, wholly or in part, because its code fails.</summary>
    public static async Task<int> FailingAsync(OperationRun run, OperationView view, OutputFormat format, CancellationToken cancellation)
    {
        var description = await OperationDescription.OfAsync(await run.DescribeAsync(cancellation), run.Ui, view);
        IEnumerable<string> text = [.. view.Progress is null ? description.Lines() : BoardText.Lines(view), "", .. view.Failing.SelectMany(task => task.Lines(run))];
        await Output.WriteAsync(format, description, text);
        return ExitCode.Failed;
    }

    /// <summary>A run in which nothing moves until somebody decides.</summary>
    public static async Task<int> WaitingAsync(OperationRun run, OperationView view, OutputFormat format, CancellationToken cancellation)
    {
        await WriteProgressAsync(run, view, format, [$"{view.WorkflowId} waits for a decision; nothing else can move.", .. DecisionText.Lines(view, run.Options)], cancellation);
        return ExitCode.WaitsForDecision;
    }

    /// <summary>A run that is under way.</summary>
    public static async Task<int> RunningAsync(OperationRun run, OperationView view, OutputFormat format, CancellationToken cancellation)
    {
        await WriteProgressAsync(run, view, format, [.. BoardText.Lines(view), .. DecisionText.Lines(view, run.Options)], cancellation);
        return ExitCode.Done;
    }

    private static async Task WriteProgressAsync(OperationRun run, OperationView view, OutputFormat format, IEnumerable<string> text, CancellationToken cancellation)
    {
        var facts = RunFacts.Of(await run.DescribeAsync(cancellation), run.Ui);
        await Output.WriteAsync(format, facts.In(view.Progress!), [.. text, "", .. facts.Lines()]);
    }
}
