using SharedImages.Rehearsal;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>An operation on a <see cref="RehearsalSite"/>, through the same client code as a real one.</summary>
internal sealed class RehearsedOperation(RehearsalSite site, OperationRequest request, OperationRun run)
{
    public OperationRun Run => run;

    public static async Task<RehearsedOperation> StartAsync(RehearsalSite site, IOperationSpec spec, CancellationToken cancellation)
    {
        var request = new OperationRequest(spec, ContractNames.TaskQueue);
        return new(site, request, await OperationStart.StartOrJoinAsync(site.Client, request, cancellation));
    }

    /// <summary>Looks on until it has ended, or nothing moves until somebody decides.</summary>
    /// <param name="show">Called with each view.</param>
    /// <param name="interval">Virtual time between two looks.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="maxAge">How old what is shown of copies may become; null = nobody looks on.</param>
    public Task<OperationView> FollowAsync(Action<OperationView> show, TimeSpan interval, CancellationToken cancellation, TimeSpan? maxAge = null) =>
        new OperationWatch(run, site.Environment.Time, maxAge is { } age ? new(site.Client, site.Environment.Time, age) : null).FollowAsync(show, stopAtDecision: true, interval, cancellation);

    /// <summary>What happened in it, on the virtual clock.</summary>
    public async Task<RunReport> TellAsync(CancellationToken cancellation) => await new ReportReading(run, site.Environment.Time, cancellation).ReadAsync() with { IsRehearsal = true };

    public async Task<RehearsalReport> ReportAsync(OperationView view, CancellationToken cancellation)
    {
        var end = view.Ended ? await run.ReadEndAsync(await run.DescribeAsync(cancellation), cancellation) : null;
        var copiesAsked = request.Program.CopiesAsked(request.Spec, site.Account, end?.Result is PromotionResult { Source: not null } || view.Progress?.SourceImageId is not null);
        return new()
        {
            Result = end?.Result,
            Progress = end is null ? view.Progress : null,
            VirtualSeconds = Math.Round(site.VirtualTime.TotalSeconds, 1),
            WallSeconds = Math.Round(site.WallTime.TotalSeconds, 2),
            EcsCalls = site.EcsCalls,
            CopiesMade = copiesAsked is null ? null : site.ImagesMade,
            CopiesAsked = copiesAsked,
            // The queries are those of this program, which looks on.
            TemporalActionsByKind = [.. site.Environment.Actions.ByKind.Where(kind => kind.Kind != ActionCounts.QueriesKind)],
        };
    }
}
