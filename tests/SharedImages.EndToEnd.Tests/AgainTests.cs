using System.Text.Json;
using SharedImages.Flows.Tests;

namespace SharedImages.EndToEnd;

/// <summary><c>promote --again</c>: a completed promotion once more, for what is missing and for places that are added; never for other content.</summary>
public sealed class AgainTests(TemporalServer server)
{
    [Fact]
    public async Task AddedTarget_IsRefusedWithTheCommandThatRunsItAgain_WhichMakesItAndAdoptsTheRest()
    {
        await using var site = await Site.StartAsync(server);
        await site.StartWorkerAsync();
        var (first, more) = (site.SpecFile("cn-shanghai"), site.SpecFile("cn-shanghai", "cn-beijing"));
        await using var completed = await site.RunAsync("promote", first, "--output", "json");

        await using var refused = await site.RunAsync("promote", more, "--task-queue", site.TaskQueue);
        await using var again = await site.RunAsync("promote", more, "--again");
        await using var joined = await site.RunAsync("promote", more);
        await using var former = await site.RunAsync("promote", first);

        (await completed.ExitAsync()).ShouldBe(0, completed.Errors);
        (await refused.ExitAsync()).ShouldBe(2);
        refused.Errors.Split(Environment.NewLine).ShouldBe(
        [
            $"{site.WorkflowId} has completed with another spec (here = this file, there = that run):",
            "  targets[cn-beijing].encrypted: true here, nothing there",
            $"  targets[cn-beijing].kmsKeyId: {site.KeyIn("cn-beijing")} here, nothing there",
            "  targets[cn-beijing].region: cn-beijing here, nothing there",
            $"This file only adds to it: run it once more with: sharedimages promote {more} --again --task-queue {site.TaskQueue}",
            "",
        ]);
        (await again.ExitAsync()).ShouldBe(0, again.Errors);
        again.Output.ShouldContain("completed, 2 of 2 regions done");
        again.Output.ShouldMatch(@"cn-shanghai +done .* adopted, it was there, ");
        again.Output.ShouldMatch(@"cn-beijing +done .* made, ");
        (await site.OurImagesAsync()).Count.ShouldBe(3);
        (await joined.ExitAsync()).ShouldBe(0, joined.Errors);
        joined.Output.ShouldBe(again.Output);
        // It takes away: no reason to run again.
        (await former.ExitAsync()).ShouldBe(2);
        former.Errors.ShouldContain("Change the version in this file, or make the file say what that run was asked for.");
    }

    [Fact]
    public async Task OtherContent_IsRefusedAlsoWithAgain_AndNamed()
    {
        await using var site = await Site.StartAsync(server);
        await site.StartWorkerAsync();
        var spec = site.SpecFile("cn-shanghai");
        await using var completed = await site.RunAsync("promote", spec);
        var other = site.WriteSpec((await File.ReadAllTextAsync(site.SpecFile("cn-shanghai", "cn-beijing"))).Replace("platform", "web", StringComparison.Ordinal));

        await using var refused = await site.RunAsync("promote", other, "--again");

        (await completed.ExitAsync()).ShouldBe(0, completed.Errors);
        (await refused.ExitAsync()).ShouldBe(2);
        refused.Errors.ShouldContain("  image.tags.team: web here, platform there");
        refused.Errors.ShouldContain("Change the version in this file, or make the file say what that run was asked for.");
        refused.Errors.ShouldNotContain("--again");
        (await site.OurImagesAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Again_OfTheSameSpec_AdoptsAll_AndTwoAtOnceShareARun()
    {
        await using var site = await Site.StartAsync(server);
        var spec = site.SpecFile("cn-shanghai");
        var worker = await site.StartWorkerAsync();
        await using var completed = await site.RunAsync("promote", spec, "--again");
        await worker.KillAsync();

        // Nobody works, so that the first one runs when the second one comes.
        await using var first = await site.RunAsync("promote", spec, "--again", "--detach", "--output", "json");
        await using var second = await site.RunAsync("promote", spec, "--again", "--detach", "--output", "json");
        await site.StartWorkerAsync();
        await using var done = await site.RunAsync("promote", spec);

        (await completed.ExitAsync()).ShouldBe(0, completed.Errors);
        (await first.ExitAsync()).ShouldBe(0, first.Errors);
        (await second.ExitAsync()).ShouldBe(0, second.Errors);
        RunId(second).ShouldBe(RunId(first));
        (await done.ExitAsync()).ShouldBe(0, done.Errors);
        done.Output.ShouldMatch(@"cn-hangzhou +done .* intake, adopted, it was there, ");
        done.Output.ShouldMatch(@"cn-shanghai +done .* adopted, it was there, ");
        (await site.OurImagesAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task SkippedRegion_IsTakenUpLater()
    {
        await using var site = await Site.StartAsync(server);
        await site.StartWorkerAsync();
        var spec = site.SpecFile("cn-shanghai", "cn-beijing");
        await site.PostAsync($"/keys/cn-beijing/{site.KeyIn("cn-beijing")}/disable");
        await using var parked = await site.RunAsync("promote", spec);
        await using var skip = await site.RunAsync("resolve", site.WorkflowId, "--item", "cn-beijing", "--step", "copy", "skip");
        await using var skipped = await site.RunAsync("promote", spec);
        await site.PostAsync($"/keys/cn-beijing/{site.KeyIn("cn-beijing")}/enable");

        await using var again = await site.RunAsync("promote", spec, "--again");

        (await parked.ExitAsync()).ShouldBe(3, parked.Errors);
        (await skip.ExitAsync()).ShouldBe(0, skip.Errors);
        (await skipped.ExitAsync()).ShouldBe(0, skipped.Errors);
        skipped.Output.ShouldStartWith($"web-base {site.Version}: completed, 1 of 2 regions done, 1 skipped by decision{Environment.NewLine}");
        skipped.Output.ShouldMatch(@"cn-beijing +skipped .* left out by decision");
        (await again.ExitAsync()).ShouldBe(0, again.Errors);
        again.Output.ShouldMatch(@"cn-beijing +done .* made, ");
        again.Output.ShouldMatch(@"cn-shanghai +done .* adopted, it was there, ");
    }

    private static string RunId(ProgramProcess accepted) => JsonDocument.Parse(accepted.Output).RootElement.GetProperty("run").GetProperty("runId").GetString()!;
}
