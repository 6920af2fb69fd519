using System.Text.Json;
using SharedImages.Flows.Tests;

namespace SharedImages.EndToEnd;

/// <summary>What a pipeline sees: exit codes, stdout and stderr of the built program.</summary>
public sealed class ExitCodeTests(TemporalServer server)
{
    private const string Region = "cn-shanghai";

    [Fact]
    public async Task SameSpecAgain_JoinsAndGivesTheSameResult_AnotherSpecIsRefusedWithTheDifference()
    {
        await using var site = await Site.StartAsync(server);
        await site.StartWorkerAsync();
        var spec = site.SpecFile(Region);

        await using var first = await site.RunAsync("promote", spec, "--output", "json");
        await using var second = await site.RunAsync("promote", spec, "--output", "json");
        await using var other = await site.RunAsync("promote", site.WriteSpec((await File.ReadAllTextAsync(spec)).Replace("platform", "web", StringComparison.Ordinal)));

        (await first.ExitAsync()).ShouldBe(0, first.Errors);
        (await second.ExitAsync()).ShouldBe(0, second.Errors);
        second.Output.ShouldBe(first.Output);
        (await other.ExitAsync()).ShouldBe(2);
        other.Errors.ShouldContain("image.tags.team");
        other.Output.ShouldBeEmpty();
        (await site.OurImagesAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task ParkedRegion_ExitsThreeAndSaysHowToDecide_ResolveAndPromoteEndIt()
    {
        await using var site = await Site.StartAsync(server);
        await site.StartWorkerAsync();
        var spec = site.SpecFile(Region);
        await site.PostAsync($"/keys/{Region}/{site.KeyIn(Region)}/disable");

        await using var parked = await site.RunAsync("promote", spec);
        await using var status = await site.RunAsync("status", site.WorkflowId);
        await using var wrong = await site.RunAsync("resolve", site.WorkflowId, "--item", "eu-central-1", "retry");
        await site.PostAsync($"/keys/{Region}/{site.KeyIn(Region)}/enable");
        await using var resolve = await site.RunAsync("resolve", site.WorkflowId, "--item", Region, "retry");
        await using var done = await site.RunAsync("promote", spec);

        (await parked.ExitAsync()).ShouldBe(3, parked.Errors);
        (parked.Output + parked.Errors).ShouldContain("enable the KMS key");
        (parked.Output + parked.Errors).ShouldContain($"sharedimages resolve {site.WorkflowId} --item {Region} --step copy retry");
        status.Output.ShouldContain("enable the KMS key");
        (await wrong.ExitAsync()).ShouldBe(2);
        wrong.Errors.ShouldContain("eu-central-1 is not parked; parked: cn-shanghai");
        (await resolve.ExitAsync()).ShouldBe(0, resolve.Errors);
        (await done.ExitAsync()).ShouldBe(0, done.Errors);
    }

    [Fact]
    public async Task ParkedBeforeThereAreRegions_ExitsThreeAndSaysHowToDecide_AndTheCommandThatItSaysEndsIt()
    {
        await using var site = await Site.StartAsync(server);
        await site.StartWorkerAsync();
        var spec = site.SpecFile(Region);
        var fault = await site.AddFaultAsync(new { kind = "error", code = "Forbidden.RAM", httpStatus = 403, action = "DescribeImages", times = 1_000 });

        await using var parked = await site.RunAsync("promote", spec);
        await using var status = await site.RunAsync("status", site.WorkflowId);
        await using var json = await site.RunAsync("status", site.WorkflowId, "--output", "json");
        await using var late = await site.RunAsync("resolve", site.WorkflowId, "--item", "promotion", "--step", "dry run", "retry");
        await site.RemoveFaultAsync(fault);
        var command = $"sharedimages resolve {site.WorkflowId} --item promotion --step \"resolve source\" retry";
        await using var resolve = await site.RunAsync("resolve", site.WorkflowId, "--item", "promotion", "--step", "resolve source", "retry");
        await using var done = await site.RunAsync("promote", spec);

        (await parked.ExitAsync()).ShouldBe(3, parked.Errors);
        parked.Output.ShouldStartWith($"{site.WorkflowId} waits for a decision; nothing else can move.{Environment.NewLine}promotion is parked at resolve source since ");
        parked.Output.ShouldContain("Forbidden.RAM");
        parked.Output.ShouldContain($"  then try again: {command}{Environment.NewLine}");
        (await status.ExitAsync()).ShouldBe(3, status.Errors);
        status.Output.ShouldBe(parked.Output);
        (await json.ExitAsync()).ShouldBe(3, json.Errors);
        var row = JsonDocument.Parse(json.Output).RootElement.GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        (row.GetProperty("item").GetString(), row.GetProperty("step").GetString(), row.GetProperty("state").GetString()).ShouldBe(("promotion", "resolve source", "parked"));
        (await late.ExitAsync()).ShouldBe(2);
        late.Errors.ShouldBe($"promotion is not parked at dry run but at resolve source; look again, then decide on that{Environment.NewLine}");
        (await resolve.ExitAsync()).ShouldBe(0, resolve.Errors);
        resolve.Output.ShouldBe($"{site.WorkflowId}: promotion goes on (retry){Environment.NewLine}");
        (await done.ExitAsync()).ShouldBe(0, done.Errors);
    }

    [Fact]
    public async Task RefusedPromotion_ExitsOneAndSaysWhy()
    {
        await using var site = await Site.StartAsync(server);
        site.Environment["SHAREDIMAGES_TRUSTEDOWNERS"] = "";
        await site.StartWorkerAsync();

        await using var promote = await site.RunAsync("promote", site.SpecFile(Region));

        (await promote.ExitAsync()).ShouldBe(1, promote.Errors);
        (promote.Output + promote.Errors).ShouldContain($"the source owner {Site.Publisher} is not on this worker's trust list, which is empty");
        (await site.OurImagesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Detach_ExitsZeroAtOnce_InterruptDetaches_TimeoutLeavesItRunning_CancelUndoes()
    {
        await using var site = await Site.StartAsync(server);
        await site.StartWorkerAsync();
        await site.AddFaultAsync(new { kind = "stallCopy", region = Region, percent = 30 });
        var spec = site.SpecFile(Region);

        await using var detached = await site.RunAsync("promote", spec, "--detach");
        await Site.EventuallyAsync(async () => (await site.OurImagesAsync()).Count == 2);
        await using var watching = ProgramProcess.Start(site.Environment, "promote", spec);
        await watching.LineAsync(Region);
        watching.Signal("INT");
        var interrupted = await watching.ExitAsync();
        await using var late = await site.RunAsync("promote", spec, "--timeout", "1s");
        await using var follower = ProgramProcess.Start(site.Environment, "promote", spec);
        await follower.LineAsync(Region);
        await using var cancel = await site.RunAsync("cancel", site.WorkflowId, "--wait");

        (await detached.ExitAsync()).ShouldBe(0, detached.Errors);
        detached.Output.ShouldContain(site.WorkflowId);
        interrupted.ShouldBe(130, watching.Errors);
        watching.Errors.ShouldContain($"sharedimages status {site.WorkflowId}");
        (await late.ExitAsync()).ShouldBe(124, late.Errors);
        late.Output.ShouldBeEmpty();
        late.Errors.TrimEnd().Split(Environment.NewLine)[^4..].ShouldBe(
        [
            "The time of --timeout is over. A promotion that was started goes on.",
            $"  see it: sharedimages status {site.WorkflowId}",
            $"  follow it: sharedimages promote {spec}",
            $"  stop it: sharedimages cancel {site.WorkflowId}",
        ]);
        (await follower.ExitAsync()).ShouldBe(4, follower.Errors);
        (await cancel.ExitAsync()).ShouldBe(0, cancel.Errors);
        (cancel.Output + cancel.Errors).ShouldContain("nothing is left");
        (await site.OurImagesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task NoSuchRun_ExitsSix()
    {
        await using var site = await Site.StartAsync(server);

        foreach (var arguments in (string[][])[["status", site.WorkflowId], ["cancel", site.WorkflowId], ["resolve", site.WorkflowId, "--item", Region, "retry"]])
        {
            await using var program = await site.RunAsync(arguments);
            (await program.ExitAsync()).ShouldBe(6);
            program.Errors.ShouldBe($"There is no promotion {site.WorkflowId} in namespace 'default'; check the id, or start it with: sharedimages promote FILE{Environment.NewLine}");
        }
    }

    [Fact]
    public async Task NoWorker_IsSaidAtOnce_AndStatusShowsWhatTemporalKnows()
    {
        await using var site = await Site.StartAsync(server);
        var spec = site.SpecFile(Region);

        await using var promote = ProgramProcess.Start(site.Environment, "promote", spec);
        var said = await promote.LineAsync("No worker polls");
        await using var status = await site.RunAsync("status", site.WorkflowId);
        promote.Signal("INT");

        said.ShouldContain(site.TaskQueue);
        (status.Output + status.Errors).ShouldContain("No worker");
        (await promote.ExitAsync()).ShouldBe(130);
    }

    [Fact]
    public async Task NamespaceMissing_ExitsFiveWithTheRemedy()
    {
        await using var site = await Site.StartAsync(server);
        site.Environment["TEMPORAL_NAMESPACE"] = "no-such-namespace";

        await using var promote = await site.RunAsync("promote", site.SpecFile(Region));
        await using var worker = await site.RunAsync("worker");

        (await promote.ExitAsync()).ShouldBe(5);
        promote.Errors.ShouldContain("no-such-namespace");
        promote.Errors.ShouldNotContain("   at ");
        (await worker.ExitAsync()).ShouldBe(5);
        worker.Errors.ShouldContain("no-such-namespace");
    }

    [Fact]
    public async Task CallersInTwoProcesses_ShareOneRun()
    {
        await using var site = await Site.StartAsync(server);
        await site.StartWorkerAsync();
        var spec = site.SpecFile(Region);

        var both = await Task.WhenAll(site.RunAsync("promote", spec, "--output", "json"), site.RunAsync("promote", spec, "--output", "json"));

        (await both[0].ExitAsync()).ShouldBe(0, both[0].Errors);
        (await both[1].ExitAsync()).ShouldBe(0, both[1].Errors);
        both[0].Output.ShouldBe(both[1].Output);
        JsonDocument.Parse(both[0].Output).RootElement.GetProperty("outcome").GetString().ShouldBe("completed");
        (await site.OurImagesAsync()).Count.ShouldBe(2);
    }
}
