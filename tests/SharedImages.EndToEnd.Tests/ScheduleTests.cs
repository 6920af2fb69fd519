using System.Text.Json;
using SharedImages.Flows.Tests;
using Temporalio.Client.Schedules;
using Temporalio.Exceptions;

namespace SharedImages.EndToEnd;

/// <summary>Refreshes by schedule: every verb with the built program, on the real server.</summary>
public sealed class ScheduleTests(TemporalServer server)
{
    private static readonly string[] Targets = [Site.Home, "cn-shanghai"];

    [Fact]
    public async Task EveryVerb_Twice()
    {
        await using var site = await Site.StartAsync(server);
        await site.StartWorkerAsync();
        var (name, spec) = ($"web-{site.Version}", RefreshSpec(site, "every: 7d"));
        var id = $"refresh/{name}";

        (await SaysAsync(site, 0, "schedule", "apply", spec)).Output.ShouldStartWith($"{id}: created, every 7d{Environment.NewLine}next: ");
        (await SaysAsync(site, 0, "schedule", "apply", spec)).Output.Trim().ShouldBe($"{id}: as the spec says already");

        // A calendar instead: Temporal gives it back in its own way.
        var calendar = RefreshSpec(site, "at: [\"03:00\", \"15:30\"], days: [monday, thursday], timeZone: Asia/Shanghai, jitter: 10m");
        var changed = await SaysAsync(site, 0, "schedule", "apply", calendar);
        changed.Output.ShouldStartWith($"{id}: changed{Environment.NewLine}");
        changed.Output.ShouldContain("schedule.every: nothing here, 7d there");
        (await SaysAsync(site, 0, "schedule", "apply", calendar)).Output.Trim().ShouldBe($"{id}: as the spec says already");

        await ByHandAsync(site, id);
        var refused = await SaysAsync(site, 2, "schedule", "apply", calendar);
        refused.Errors.ShouldContain($"{id} has been changed by hand since it was applied:");
        refused.Errors.ShouldContain("pause on failure: applied as no, now yes");
        (await SaysAsync(site, 0, "schedule", "show", name)).Output.ShouldContain("changed by hand: pause on failure: applied as no, now yes");
        (await SaysAsync(site, 0, "schedule", "apply", calendar, "--overwrite")).Output.ShouldStartWith($"{id}: changed");
        (await SaysAsync(site, 0, "schedule", "show", id)).Output.ShouldNotContain("changed by hand");

        for (var time = 0; time < 2; time++)
        {
            (await SaysAsync(site, 0, "schedule", "pause", name, "--reason", "maintenance")).Errors.Trim().ShouldBe($"{id} paused.");
            (await SaysAsync(site, 0, "schedule", "show", name)).Output.ShouldStartWith($"{id}: paused (maintenance)");
        }

        (await SaysAsync(site, 0, "schedule", "apply", calendar)).Output.Trim().ShouldBe($"{id}: as the spec says already; it is paused");
        for (var time = 0; time < 2; time++)
        {
            (await SaysAsync(site, 0, "schedule", "resume", name, "--reason", "done")).Errors.Trim().ShouldBe($"{id} resumed.");
        }

        (await SaysAsync(site, 0, "schedule", "list")).Output.ShouldContain(id);
        for (var run = 1; run <= 2; run++)
        {
            (await SaysAsync(site, 0, "schedule", "trigger", name)).Errors.ShouldStartWith($"{id} triggered.");
            await UntilRunsAsync(site, id, run);
        }

        var shown = (await SaysAsync(site, 0, "schedule", "show", name)).Output;
        shown.ShouldContain($"{name} 2026.11.24: 2 missing of 2 regions; 2 made.");
        shown.ShouldContain($"{name} 2026.11.24: 2 current of 2 regions.");
        (await site.OurImagesAsync()).Count.ShouldBe(2);

        (await SaysAsync(site, 0, "schedule", "delete", name)).Errors.Trim().ShouldBe($"{id} deleted.");
        (await SaysAsync(site, 2, "schedule", "delete", name)).Errors.ShouldContain($"There is no schedule {id} in namespace 'default'");
        (await SaysAsync(site, 2, "schedule", "trigger", name)).Errors.ShouldContain($"There is no schedule {id}");
        (await site.OurImagesAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task FailuresInARow_PauseIt_AndAnOwnerOffTheListPausesItAtOnce()
    {
        await using var site = await Site.StartAsync(server);
        var worker = await site.StartWorkerAsync();
        var (name, spec) = ($"web-{site.Version}", RefreshSpec(site, "every: 7d, pauseAfter: 2", "db-*"));
        var id = $"refresh/{name}";
        await SaysAsync(site, 0, "schedule", "apply", spec);

        await TriggerAsync(site, id, run: 1);
        (await DescribeAsync(site, id)).Schedule.State.Paused.ShouldBeFalse();
        await TriggerAsync(site, id, run: 2);
        (await DescribeAsync(site, id)).Schedule.State.ShouldSatisfyAllConditions(
            state => state.Paused.ShouldBeTrue(),
            state => state.Note.ShouldBe($"paused after 2 failures in a row: {name} was refused before any write: no Available image of {Site.Publisher} in cn-hangzhou has a name like db-*; ask its owner to share one there, or correct source.namePattern"));

        await SaysAsync(site, 0, "schedule", "delete", name);
        await worker.DisposeAsync();
        await site.StartWorkerAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["SHAREDIMAGES_TRUSTEDOWNERS"] = Site.Ours });
        await SaysAsync(site, 0, "schedule", "apply", spec);
        await TriggerAsync(site, id, run: 1);

        (await DescribeAsync(site, id)).Schedule.State.ShouldSatisfyAllConditions(
            state => state.Paused.ShouldBeTrue(),
            state => state.Note.ShouldStartWith($"paused after a failure: {name} was refused before any write: the source owner {Site.Publisher} is not on this worker's trust list"));
        (await SaysAsync(site, 0, "schedule", "show", name)).Output.ShouldContain($"ran: ");

        var nowhere = await SaysAsync(site, 2, "schedule", "apply", RefreshSpec(site, "at: [\"03:00\"], timeZone: Mars/Olympus"), "--overwrite");
        nowhere.Errors.ShouldContain($"Temporal refuses the schedule {id} (");
        nowhere.Errors.ShouldContain("Mars/Olympus");
        (await SaysAsync(site, 0, "schedule", "delete", name)).Errors.Trim().ShouldBe($"{id} deleted.");
        (await site.OurImagesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task ItsWorkerIsKilled_AnotherOneEndsTheRun_WithOneCopyPerRegion()
    {
        await using var site = await Site.StartAsync(server);
        var worker = await site.StartWorkerAsync();
        var (name, spec, id, held) = await ApplyAsync(site);
        await SaysAsync(site, 0, "schedule", "trigger", name);
        await site.UntilHoldingAsync(held);

        await worker.KillAsync();
        await site.ReleaseAsync(held);
        await site.StartWorkerAsync();
        await UntilRunsAsync(site, id, 1);

        AssertMadeEverywhere(await SaysAsync(site, 0, "status", id, "--output", "json"));
        (await SaysAsync(site, 0, "schedule", "show", name)).Output.ShouldContain($": {name} 2026.11.24: 2 missing of 2 regions; 2 made.");
        (await CopiedToAsync(site)).ShouldBe(Targets);
        await SaysAsync(site, 0, "schedule", "delete", name);
    }

    [Fact]
    public async Task ARefreshByHandIsUnderWay_TheScheduledOneSaysSo_OneRunOneSetOfCopies()
    {
        await using var site = await Site.StartAsync(server);
        await site.StartWorkerAsync();
        var (name, spec, id, held) = await ApplyAsync(site);
        await using var byHand = ProgramProcess.Start(site.Environment, "refresh", spec, "--output", "json");
        await site.UntilHoldingAsync(held);
        var run = await NewestRunAsync(site, id);

        await TriggerAsync(site, id, run: 1);
        var shown = (await SaysAsync(site, 0, "schedule", "show", name)).Output;
        await site.ReleaseAsync(held);

        shown.ShouldContain($": {id} is under way already; nothing was started");
        (await byHand.ExitAsync()).ShouldBe(0, byHand.Errors);
        AssertMadeEverywhere(byHand);
        (await NewestRunAsync(site, id)).ShouldBe(run);
        (await CopiedToAsync(site)).ShouldBe(Targets);
        await SaysAsync(site, 0, "schedule", "delete", name);
    }

    [Fact]
    public async Task TheScheduledOneIsUnderWay_ARefreshByHandJoinsIt_OneRunOneSetOfCopies()
    {
        await using var site = await Site.StartAsync(server);
        await site.StartWorkerAsync();
        var (name, spec, id, held) = await ApplyAsync(site);
        await SaysAsync(site, 0, "schedule", "trigger", name);
        await site.UntilHoldingAsync(held);
        var run = await NewestRunAsync(site, id);

        var joined = await SaysAsync(site, 0, "refresh", spec, "--detach", "--output", "json");
        await site.ReleaseAsync(held);
        await UntilRunsAsync(site, id, 1);

        JsonDocument.Parse(joined.Output).RootElement.GetProperty("run").GetProperty("runId").GetString().ShouldBe(run);
        AssertMadeEverywhere(await SaysAsync(site, 0, "status", id, "--output", "json"));
        (await NewestRunAsync(site, id)).ShouldBe(run);
        (await CopiedToAsync(site)).ShouldBe(Targets);
        await SaysAsync(site, 0, "schedule", "delete", name);
    }

    /// <summary>A schedule that is due long after the test, and the first copy of a refresh held.</summary>
    private static async Task<(string Name, string Spec, string Id, string Held)> ApplyAsync(Site site)
    {
        var (name, spec) = ($"web-{site.Version}", RefreshSpec(site, "every: 7d"));
        await SaysAsync(site, 0, "schedule", "apply", spec);
        return (name, spec, $"refresh/{name}", await HoldCopyAsync(site));
    }

    private static string RefreshSpec(Site site, string schedule, string pattern = "web-base-*") => site.WriteSpec($$"""
        apiVersion: sharedimages/v1
        kind: Refresh
        name: web-{{site.Version}}
        source: { region: {{Site.Home}}, owner: "{{Site.Publisher}}", namePattern: "{{pattern}}" }
        intake: { kmsKeyId: {{site.KeyIn(Site.Home)}} }
        targets:
          - { region: {{Targets[0]}}, kmsKeyId: {{site.KeyIn(Targets[0])}} }
          - { region: {{Targets[1]}}, kmsKeyId: {{site.KeyIn(Targets[1])}} }
        image: { name: "web-base-{version}" }
        schedule: { {{schedule}} }
        """);

    private static async Task<ProgramProcess> SaysAsync(Site site, int exitCode, params string[] arguments)
    {
        await using var program = await site.RunAsync(arguments);
        (await program.ExitAsync()).ShouldBe(exitCode, $"{string.Join(' ', arguments)}: {program.Output} {program.Errors}");
        return program;
    }

    private static void AssertMadeEverywhere(ProgramProcess refresh)
    {
        var result = JsonSerializer.Deserialize<RefreshResult>(refresh.Output, ContractJson.Options)!;
        result.Outcome.ShouldBe(OperationOutcome.Completed, result.Summary);
        result.Regions.Select(region => (region.Region, region.Found, region.State)).ShouldBe(Targets.Select(target => (target, RegionState.Missing, ItemState.Done)));
    }

    /// <summary>The copy to the second target takes effect, and its answer waits.</summary>
    private static Task<string> HoldCopyAsync(Site site) => site.AddFaultAsync(new { kind = "holdAnswer", action = "CopyImage", region = Targets[1] });

    /// <summary>Where copies were made, those that are gone included, by the simulator's ledger.</summary>
    private static async Task<IReadOnlyList<string?>> CopiedToAsync(Site site) =>
        [.. (await site.MadeByAsync("image", "CopyImage")).Select(entry => entry.GetProperty("region").GetString())];

    private static async Task<string> NewestRunAsync(Site site, string id) => (await site.Client.GetWorkflowHandle(id).DescribeAsync()).RunId;

    private static async Task TriggerAsync(Site site, string id, int run)
    {
        await SaysAsync(site, 0, "schedule", "trigger", id);
        await UntilRunsAsync(site, id, run);
    }

    /// <summary>Waits until the schedule has started so many runs, and they have ended.</summary>
    private static Task UntilRunsAsync(Site site, string id, int count) => Site.EventuallyAsync(async () =>
    {
        var runs = (await DescribeAsync(site, id)).Info.RecentActions.Select(action => action.Action).OfType<ScheduleActionExecutionStartWorkflow>().ToList();
        if (runs.Count < count)
        {
            return false;
        }

        try
        {
            await site.Client.GetWorkflowHandle(runs[^1].WorkflowId, runs[^1].FirstExecutionRunId).GetResultAsync();
        }
        catch (WorkflowFailedException)
        {
            // What came of it is what the test looks at.
        }

        return true;
    });

    private static Task<ScheduleDescription> DescribeAsync(Site site, string id) => site.Client.GetScheduleHandle(id).DescribeAsync();

    private static Task ByHandAsync(Site site, string id) => site.Client.GetScheduleHandle(id).UpdateAsync(update =>
        new ScheduleUpdate(update.Description.Schedule with { Policy = update.Description.Schedule.Policy with { PauseOnFailure = true } }));
}
