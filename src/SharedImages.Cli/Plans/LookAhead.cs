using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>Kinds that say what they would do by a run of their own: it has the operation's id, and <c>list</c> shows it.</summary>
internal static class LookAhead
{
    /// <summary>What is asked for when only to look; null = the kind has nothing of the sort.</summary>
    public static IOperationSpec? Of(IOperationSpec spec) => spec switch
    {
        RefreshSpec refresh => refresh with { Plan = true },
        RecallSpec recall => recall with { Plan = true },
        SweepSpec sweep => sweep with { Remove = false },
        _ => null,
    };

    /// <summary>Runs it to its end and says what it has found.</summary>
    public static async Task<int> RunAsync(OperationRun run, OutputFormat output, CancellationToken cancellation)
    {
        var view = await Following.FollowAsync(run, stopAtDecision: true, cancellation);
        var exit = await OperationReport.StopsAsync(run, view, output, cancellation);
        return view.Ended && exit == ExitCode.Done && HasWork((await run.ReadEndAsync(await run.DescribeAsync(cancellation), cancellation)).Result) ? ExitCode.PlanHasWork : exit;
    }

    /// <summary>Whether what was found is anything to do.</summary>
    public static bool HasWork(OperationResult? result) => result switch
    {
        RefreshResult refresh => refresh.Regions.Any(region => region.Found is RegionState.Missing or RegionState.Building or RegionState.Drifted)
            || refresh.Channels.Any(channel => channel.State == ItemState.Pending) || refresh.Surplus.Any(version => version.KeptFor is null),
        RecallResult recall => recall.Images.Any(image => image.State == ItemState.Pending),
        SweepResult sweep => sweep.Images.Any(image => image.State == ItemState.Pending),
        _ => false,
    };
}
