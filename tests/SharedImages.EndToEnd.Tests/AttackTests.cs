using System.Globalization;
using System.Text.Json;
using SharedImages.Flows.Tests;
using Temporalio.Api.Enums.V1;

namespace SharedImages.EndToEnd;

/// <summary>Somebody with rights in the namespace and the <c>temporal</c> program, against real processes. What came of it the simulator's ledger tells.</summary>
public sealed class AttackTests(TemporalServer server)
{
    private const string Region = "cn-shanghai";
    private const string Stranger = "m-bp1stranger000000001";

    [Fact]
    public async Task RegionStartedAloneWithAForgedOwner_WritesNothing()
    {
        await using var site = await Site.StartAsync(server);
        await using var worker = await site.StartWorkerAsync();
        var id = $"{site.WorkflowId}/{Region}";
        var forged = JsonSerializer.Serialize(new
        {
            promotion = "web-base",
            version = site.Version,
            run = "forged",
            account = Site.Ours,
            installation = "forged",
            hop = "distribution",
            source = new { imageId = Stranger, name = "web-base", region = Site.Home, ownerId = Site.Publisher, originId = Site.Publisher, content = "forged" },
            fromRegion = Site.Home,
            fromImageId = Stranger,
            region = Region,
            imageName = "trusted-golden",
            userTags = new { },
            shareAccounts = new[] { Site.Consumer },
        });

        await TemporalProgram.RunAsync(site, "workflow", "start", "--type", "CopyToRegion", "--task-queue", site.TaskQueue, "--workflow-id", id, "--input", forged);
        var result = await TemporalProgram.RunAsync(site, "workflow", "result", "--workflow-id", id);

        result.ExitCode.ShouldNotBe(0);
        result.Output.ShouldContain("CopyToRegion is a part of PromoteImage and does nothing alone");
        (await EffectsAsync(site)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ActivitiesExecutedAlone_LeaveAFinishedGoldenImageAsItIs()
    {
        await using var site = await Site.StartAsync(server);
        await using var worker = await site.StartWorkerAsync();
        await using var promote = await site.RunAsync("promote", site.SpecFile(Region));
        (await promote.ExitAsync()).ShouldBe(0, promote.Errors);
        var golden = (await site.OurImagesAsync()).Single(image => image.GetProperty("region").GetString() == Region);
        var imageId = golden.GetProperty("imageId").GetString();
        var snapshotIds = golden.GetProperty("snapshotIds").EnumerateArray().Select(snapshot => snapshot.GetString()).ToList();
        var remove = new { image = new { region = Region, imageId, copiedAt = DateTimeOffset.UnixEpoch }, account = Site.Ours };
        var share = new { region = Region, imageId, account = Site.Ours, accounts = new[] { Site.Consumer } };
        var verify = new { region = Region, imageId, account = Site.Ours, source = new { imageId = Stranger, name = "x", region = Site.Home, ownerId = "2", originId = "2", content = "x" }, imageName = "renamed", tags = new { team = "theirs" } };
        var before = (await EffectsAsync(site)).Count;

        foreach (var (type, input) in new (string, object)[]
        {
            ("RemoveImage", remove),
            ("NoteSnapshots", remove),
            ("RemoveSnapshots", new { region = Region, snapshotIds, account = Site.Ours }),
            ("ShareImage", share),
            ("UnshareImage", share),
            ("VerifyImage", verify),
        })
        {
            var result = await TemporalProgram.RunAsync(
                site, "activity", "execute", "--type", type, "--activity-id", Guid.NewGuid().ToString(), "--task-queue", site.TaskQueue, "--start-to-close-timeout", "20s", "--input", JsonSerializer.Serialize(input));

            result.ExitCode.ShouldNotBe(0, type);
            result.Output.ShouldContain($"{type} was refused: no workflow of ours called it");
        }

        (await EffectsAsync(site)).Count.ShouldBe(before);
    }

    [Fact]
    public async Task SecondWorkerWithCredentialsOfAnotherAccount_TakesNoStepOfTheRun()
    {
        await using var site = await Site.StartAsync(server);
        await using var worker = await site.StartWorkerAsync();
        var held = await site.AddFaultAsync(new { kind = "holdAnswer", action = "CopyImage", region = Site.Home });
        await using var promote = ProgramProcess.Start(site.Environment, "promote", site.SpecFile(Region, "eu-central-1"));
        await site.UntilHoldingAsync(held);
        await using var other = await site.StartWorkerAsync(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "LTAIexampleConsumer2",
            ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = "example-secret-of-Consumer2",
        });
        await site.ReleaseAsync(held);

        (await promote.ExitAsync()).ShouldBe(0, promote.Errors);
        (await EffectsAsync(site)).ShouldAllBe(effect => effect.GetProperty("owner").GetString() == Site.Ours);
    }

    [Fact]
    public async Task ResetToBeforeTheRegionsWereBegun_CompletesWithoutDoublingAnything()
    {
        await using var site = await Site.StartAsync(server, speed: 10);
        await using var worker = await site.StartWorkerAsync();
        var spec = site.SpecFile(Region, "eu-central-1");
        await using var promote = await site.RunAsync("promote", spec, "--detach");
        await Site.EventuallyAsync(async () => (await site.OurImagesAsync()).Count == 3);
        var history = await site.Client.GetWorkflowHandle(site.WorkflowId).FetchHistoryAsync();
        var before = history.Events.First(e => e.EventType == EventType.StartChildWorkflowExecutionInitiated).StartChildWorkflowExecutionInitiatedEventAttributes.WorkflowTaskCompletedEventId;

        var reset = await TemporalProgram.RunAsync(
            site, "workflow", "reset", "--workflow-id", site.WorkflowId, "--event-id", before.ToString(CultureInfo.InvariantCulture), "--reason", "test");
        reset.ExitCode.ShouldBe(0, reset.Output);
        await using var followed = await site.RunAsync("promote", spec, "--output", "json");

        (await followed.ExitAsync()).ShouldBe(0, followed.Errors);
        (await site.OurImagesAsync()).Select(image => image.GetProperty("region").GetString()).Order(StringComparer.Ordinal).ShouldBe([Site.Home, Region, "eu-central-1"]);
        (await site.LedgerAsync()).GetProperty("duplicates").GetArrayLength().ShouldBe(0);
    }

    private static async Task<IReadOnlyList<JsonElement>> EffectsAsync(Site site) => [.. (await site.LedgerAsync()).GetProperty("entries").EnumerateArray()];
}
