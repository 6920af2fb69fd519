using System.Globalization;
using System.Text.Json;
using SharedImages.Flows.Tests;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;

namespace SharedImages.EndToEnd;

/// <summary>
/// The worker is killed by SIGKILL and started again, at moments made certain by a held answer. Nothing is doubled or lost. How long the
/// recovery took is told, not asserted: docs/architecture.md states it.
/// </summary>
public sealed class KilledWorkerTests(TemporalServer server)
{
    private const string Region = "cn-shanghai";

    [Fact]
    public async Task CopyImageHasTakenEffectButItsAnswerIsNotReported()
    {
        await using var site = await Site.StartAsync(server);
        await using var worker = await site.StartWorkerAsync();
        var held = await site.AddFaultAsync(new { kind = "holdAnswer", action = "CopyImage", region = Region });
        await using var promote = ProgramProcess.Start(site.Environment, "promote", site.SpecFile(Region, "eu-central-1"), "--output", "json");
        await site.UntilHoldingAsync(held);

        var killed = DateTimeOffset.UtcNow;
        await worker.KillAsync();
        await site.ReleaseAsync(held);
        await using var successor = await site.StartWorkerAsync();
        var retried = await RetriedAtAsync(site, "CopyImage", attempt: 2);

        await AssertDoneAsync(site, promote);
        Tell("kill to the retry of the interrupted CopyImage", retried - killed);
    }

    [Fact]
    public async Task Waiting()
    {
        await using var site = await Site.StartAsync(server, speed: 5);
        site.Environment["SHAREDIMAGES_WAITING__SHORTESTDELAY"] = "2s";
        site.Environment["SHAREDIMAGES_WAITING__LONGESTDELAY"] = "2s";
        await using var worker = await site.StartWorkerAsync();
        await using var promote = ProgramProcess.Start(site.Environment, "promote", site.SpecFile(Region, "eu-central-1"), "--output", "json");
        // Between two looks, so that nothing is lost with the worker but the next look is due soon.
        (int Attempt, DateTimeOffset? Started, bool Waits)? between = null;
        await Site.EventuallyAsync(async () => (await site.OurImagesAsync()).Any(image => image.GetProperty("region").GetString() == Region));
        await Site.EventuallyAsync(async () => (between = await AttemptAsync(site, "WaitImage")) is { Attempt: >= 3, Waits: true });

        await worker.KillAsync();
        var restarted = DateTimeOffset.UtcNow;
        await using var successor = await site.StartWorkerAsync();
        var next = await RetriedAtAsync(site, "WaitImage", between!.Value.Attempt);

        await AssertDoneAsync(site, promote);
        Tell("restart to the first new activity attempt", next - restarted);
    }

    [Fact]
    public async Task Sharing()
    {
        await using var site = await Site.StartAsync(server);
        await using var worker = await site.StartWorkerAsync();
        var held = await site.AddFaultAsync(new { kind = "holdAnswer", action = "ModifyImageSharePermission", region = Region });
        await using var promote = ProgramProcess.Start(site.Environment, "promote", site.SpecFile(Region, "eu-central-1"), "--output", "json");
        await site.UntilHoldingAsync(held);

        await worker.KillAsync();
        await site.ReleaseAsync(held);
        await using var successor = await site.StartWorkerAsync();

        await AssertDoneAsync(site, promote);
    }

    [Fact]
    public async Task Undoing()
    {
        await using var site = await Site.StartAsync(server);
        await using var worker = await site.StartWorkerAsync();
        await site.AddFaultAsync(new { kind = "stallCopy", region = Region, percent = 50 });
        await site.RunAsync("promote", site.SpecFile(Region, "eu-central-1"), "--detach");
        await Site.EventuallyAsync(async () => (await site.OurImagesAsync()).Count == 3);
        var held = await site.AddFaultAsync(new { kind = "holdAnswer", action = "DeleteImage" });
        await site.RunAsync("cancel", site.WorkflowId);
        await site.UntilHoldingAsync(held);

        await worker.KillAsync();
        await site.ReleaseAsync(held);
        await using var successor = await site.StartWorkerAsync();
        await using var status = await site.RunAsync("cancel", site.WorkflowId, "--wait", "--output", "json");

        (await status.ExitAsync()).ShouldBe(0, status.Errors);
        JsonSerializer.Deserialize<PromotionResult>(status.Output, ContractJson.Options)!.Undo!.Left.ShouldBeEmpty();
        (await site.OurImagesAsync()).ShouldBeEmpty();
        (await site.StateAsync()).GetProperty("snapshots").EnumerateArray()
            .ShouldNotContain(snapshot => snapshot.GetProperty("account").GetString() == Site.Ours);
    }

    private static async Task AssertDoneAsync(Site site, ProgramProcess promote)
    {
        (await promote.ExitAsync()).ShouldBe(0, promote.Errors);
        var images = await site.OurImagesAsync();
        images.Select(image => image.GetProperty("region").GetString()).Order(StringComparer.Ordinal).ShouldBe([Site.Home, Region, "eu-central-1"]);
        images.Where(image => image.GetProperty("region").GetString() != Site.Home)
            .ShouldAllBe(image => image.GetProperty("sharedWith").GetArrayLength() == 1);
    }

    /// <summary>When an attempt of a step in the region began, by the server's clock, which is this machine's.</summary>
    private static async Task<DateTimeOffset> RetriedAtAsync(Site site, string activity, int attempt)
    {
        DateTimeOffset? at = null;
        await Site.EventuallyAsync(async () => (at = await StartedAtAsync(site, activity, attempt)) is not null);
        return at!.Value;
    }

    private static async Task<DateTimeOffset?> StartedAtAsync(Site site, string activity, int attempt)
    {
        if (await AttemptAsync(site, activity) is { } pending && pending.Attempt >= attempt && !pending.Waits && pending.Started is { } started)
        {
            return started;
        }

        // The step may be over already; then the history has its last attempt.
        var history = await RegionHandle(site).FetchHistoryAsync();
        var scheduled = history.Events.LastOrDefault(e => e.ActivityTaskScheduledEventAttributes?.ActivityType.Name == activity)?.EventId;
        return history.Events
            .Where(e => e.EventType == EventType.ActivityTaskStarted && e.ActivityTaskStartedEventAttributes.ScheduledEventId == scheduled && e.ActivityTaskStartedEventAttributes.Attempt >= attempt)
            .Select(e => (DateTimeOffset?)e.EventTime.ToDateTimeOffset())
            .FirstOrDefault();
    }

    private static async Task<(int Attempt, DateTimeOffset? Started, bool Waits)?> AttemptAsync(Site site, string activity)
    {
        var description = await site.Client.WorkflowService.DescribeWorkflowExecutionAsync(new()
        {
            Namespace = site.Client.Options.Namespace,
            Execution = new() { WorkflowId = ContractNames.RegionWorkflowId(site.WorkflowId, Region) },
        });
        return description.PendingActivities
            .Where(pending => pending.ActivityType.Name == activity)
            .Select(pending => ((int, DateTimeOffset?, bool)?)(pending.Attempt, pending.LastStartedTime?.ToDateTimeOffset(), pending.State == PendingActivityState.Scheduled))
            .FirstOrDefault();
    }

    private static WorkflowHandle RegionHandle(Site site) => site.Client.GetWorkflowHandle(ContractNames.RegionWorkflowId(site.WorkflowId, Region));

    private static void Tell(string what, TimeSpan time) =>
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"measured: {what}: {time.TotalSeconds:0.0} s"));
}
