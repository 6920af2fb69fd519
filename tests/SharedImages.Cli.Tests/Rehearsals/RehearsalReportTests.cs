using SharedImages.Activities;
using SharedImages.Ecs.Simulator;

namespace SharedImages.Cli.Tests;

public sealed class RehearsalReportTests
{
    [Fact]
    public async Task Actions_AreThoseOfTheEngineKindByKind_WithoutTheQueriesOfTheProgramItself()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var world = SimulatorWorld.Default();
        var trust = new TrustOptions { TrustedOwners = [SimulatorWorld.PublisherAccount], ShareRecipients = [SimulatorWorld.ConsumerAccount] };
        await using var site = await RehearsalSite.StartAsync(world, world.Account(SimulatorWorld.OurAccount), trust, new() { Seed = 1 });
        var promotion = await RehearsedOperation.StartAsync(site, DevSpec.Read(), cancellation);

        var report = await promotion.ReportAsync(await promotion.FollowAsync(_ => { }, TimeSpan.FromSeconds(30), cancellation), cancellation);

        var actions = site.Environment.Actions;
        var copies = report.CopiesMade.ShouldNotBeNull();
        actions.Queries.ShouldBeGreaterThan(0);
        report.TemporalActions.ShouldBe(actions.Total - actions.Queries);
        report.TemporalActionsByKind.ShouldBe(
        [
            // The worker begins the register of recalls.
            new("workflow starts", 2 + copies),
            new("schedule actions", 0),
            new("child starts", copies),
            new("activity attempts", actions.ActivityAttempts),
            new("heartbeats", copies),
            new("timers", 0),
            new("signals", 0),
            new("updates", 0),
            new("search attribute upserts", 3),
        ]);
        report.Lines().ShouldContain("       3 search attribute upserts");
        report.Lines().ShouldNotContain(line => line.Contains("timers", StringComparison.Ordinal));
    }
}
