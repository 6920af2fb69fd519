using SharedImages.Rehearsal;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>A promotion on a <see cref="RehearsalSite"/>, through the same client code as a real one.</summary>
internal sealed class RehearsedPromotion(RehearsalSite site, PromotionSpec spec, PromotionRun run)
{
    public PromotionRun Run => run;

    public static async Task<RehearsedPromotion> StartAsync(RehearsalSite site, PromotionSpec spec, CancellationToken cancellation) =>
        new(site, spec, await PromotionStart.StartOrJoinAsync(site.Client, new(spec, ContractNames.TaskQueue), cancellation));

    /// <summary>Looks on until it has ended, or nothing moves until somebody decides.</summary>
    /// <param name="show">Called with each view.</param>
    /// <param name="interval">Virtual time between two looks.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="maxAge">How old what is shown of copies may become; null = nobody looks on.</param>
    public Task<PromotionView> FollowAsync(Action<PromotionView> show, TimeSpan interval, CancellationToken cancellation, TimeSpan? maxAge = null) =>
        new PromotionWatch(run, site.Environment.Time, maxAge is { } age ? new(site.Client, site.Environment.Time, age) : null).FollowAsync(show, stopAtDecision: true, interval, cancellation);

    public async Task<RehearsalReport> ReportAsync(PromotionView view, CancellationToken cancellation)
    {
        var end = view.Ended ? await run.ReadEndAsync(await run.DescribeAsync(cancellation), cancellation) : null;
        return new()
        {
            Result = end?.Result,
            Progress = end is null ? view.Progress : null,
            VirtualSeconds = Math.Round(site.VirtualTime.TotalSeconds, 1),
            WallSeconds = Math.Round(site.WallTime.TotalSeconds, 2),
            EcsCalls = site.EcsCalls,
            CopiesMade = site.ImagesMade,
            CopiesAsked = Asked(end?.Result?.Source is not null || view.Progress?.SourceImageId is not null),
            // The queries are those of this program, which looks on.
            TemporalActionsByKind = [.. site.Environment.Actions.ByKind.Where(kind => kind.Kind != ActionCounts.QueriesKind)],
        };
    }

    // A shared image needs an intake; where its region is a target, the intake is that target's image.
    private int Asked(bool found) =>
        !found ? 0
        : spec.Targets.Count + (spec.Targets.Any(target => target.Region == spec.Source.Region) || spec.Intake?.After == IntakeAfter.Delete || !NeedsIntake ? 0 : 1);

    private bool NeedsIntake => spec.Intake is not null || spec.Source.Owner != site.Account;
}
