using SharedImages.Flows.Tests;
using Temporalio.Activities;
using Temporalio.Converters;
using Temporalio.Exceptions;

namespace SharedImages.EndToEnd;

/// <summary>What keeps a step from going on is what <c>status</c> shows: the real failure, however long it is, and while the worker's patience lasts.</summary>
public sealed class PendingFailureTests(TemporalServer server)
{
    private const string Region = "cn-shanghai";

    [Fact]
    public async Task EcsUnreachable_StatusSaysWhyTheStepWaits()
    {
        await using var site = await Site.StartAsync(server);
        site.Environment["SHAREDIMAGES_ECS__STSENDPOINT"] = site.Environment["SHAREDIMAGES_ECS__ENDPOINT"];
        site.Environment["SHAREDIMAGES_ECS__ENDPOINT"] = "http://127.0.0.1:1";
        await site.StartWorkerAsync();
        await using var promote = await site.RunAsync("promote", site.SpecFile(Region), "--detach");

        var status = await StatusAsync(site, "ResolveSource, attempt ");

        (await promote.ExitAsync()).ShouldBe(0, promote.Errors);
        status.ShouldContain("127.0.0.1:1");
        status.ShouldContain("onnection refused");
        status.ShouldNotContain("exceeds");
    }

    [Fact]
    public async Task RegionDownWhileItCopies_StatusSaysWhyTheLookFails_AndNothingWhileAllIsWell()
    {
        await using var site = await Site.StartAsync(server, speed: 1);
        await site.StartWorkerAsync();
        await using var promote = await site.RunAsync("promote", site.SpecFile(Site.Home), "--detach");
        var well = await StatusAsync(site, " %");

        await site.AddFaultAsync(new { kind = "regionDown", region = Site.Home });
        var down = await StatusAsync(site, "WaitImage, attempt ");

        (await promote.ExitAsync()).ShouldBe(0, promote.Errors);
        well.ShouldNotContain("attempt");
        down.ShouldContain("ServiceUnavailable.RegionMaintaining");
    }

    [Fact]
    public async Task FailureTooLongForTheServer_StatusStillSaysWhatItWas()
    {
        await using var site = await Site.StartAsync(server);
        await using var worker = new WorkerInProcess(site, options => options.AddWorkflow<PromoteImageWorkflow>().AddWorkflow<CopyToRegionWorkflow>().AddActivity(FailAtLength));
        await using var promote = await site.RunAsync("promote", site.SpecFile(Region), "--detach");

        var status = await StatusAsync(site, "ResolveSource, attempt ");

        (await promote.ExitAsync()).ShouldBe(0, promote.Errors);
        status.ShouldContain(": the real reason xxxxx");
        status.ShouldContain("x…");
        status.ShouldNotContain("exceeds");
        status.Length.ShouldBeLessThan(2_000);
    }

    [Activity("ResolveSource")]
    private static void FailAtLength(IRawValue request) => throw new ApplicationFailureException(
        "the real reason " + new string('x', 20_000), new InvalidOperationException(new string('y', 20_000)), "Transient", nextRetryDelay: TimeSpan.FromMilliseconds(100));

    private static async Task<string> StatusAsync(Site site, string text)
    {
        var output = "";
        await Site.EventuallyAsync(async () =>
        {
            await using var status = await site.RunAsync("status", site.WorkflowId);
            output = status.Output;
            return output.Contains(text, StringComparison.Ordinal);
        });
        return output;
    }
}
