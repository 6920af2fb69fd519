using System.Text.Json;
using SharedImages.Flows.Tests;

namespace SharedImages.EndToEnd;

/// <summary>
/// The worker of a launch or a replacement is killed by SIGKILL when a call has taken effect and its answer is held, and another one goes on: by
/// the simulator's ledger no instance is launched twice, no disk replaced twice, no snapshot doubled, and none is left stopped.
/// </summary>
public sealed class KilledFleetWorkerTests(TemporalServer server)
{
    [Fact]
    public async Task RunInstances_NoneIsLaunchedTwice()
    {
        await using var site = await Site.StartAsync(server);
        site.AllowInstances();
        await using var worker = await site.StartWorkerAsync();
        var held = await site.AddFaultAsync(new { kind = "holdAnswer", action = "RunInstances" });
        await using var launch = ProgramProcess.Start(site.Environment, "launch", site.LaunchSpec(3), "--output", "json");

        await using var successor = await KilledAsync(site, worker, held);

        (await launch.ExitAsync()).ShouldBe(0, launch.Errors);
        var told = JsonSerializer.Deserialize<LaunchResult>(launch.Output, ContractJson.Options)!.Regions.ShouldHaveSingleItem().Instances;
        (await site.OurInstancesAsync()).Select(Id).ShouldBe(told.Select(instance => instance.InstanceId), ignoreOrder: true);
        (await site.MadeAsync("instance", "RunInstances")).ShouldBe(3);
    }

    // One run for both: simulators give the same ids, and of a namespace only one replacement may have an instance.
    [Fact]
    public async Task CreateSnapshotAndReplaceSystemDisk_NothingIsDoubledAndNoneIsLeftStopped()
    {
        await using var site = await Site.StartAsync(server);
        site.AllowInstances();
        await using var worker = await site.StartWorkerAsync();
        await using var launch = await site.RunAsync("launch", site.LaunchSpec(2));
        (await launch.ExitAsync()).ShouldBe(0, launch.Errors);
        var snapshot = await site.AddFaultAsync(new { kind = "holdAnswer", action = "CreateSnapshot" });
        var disk = await site.AddFaultAsync(new { kind = "holdAnswer", action = "ReplaceSystemDisk", nth = 2 });
        await using var replace = ProgramProcess.Start(site.Environment, "replace", site.ReplacementSpec(), "--output", "json");

        await using var second = await KilledAsync(site, worker, snapshot);
        await using var third = await KilledAsync(site, second, disk);

        (await replace.ExitAsync()).ShouldBe(0, replace.Errors);
        JsonSerializer.Deserialize<ReplacementResult>(replace.Output, ContractJson.Options)!.Ends.ShouldBe(new Dictionary<InstanceEnd, int> { [InstanceEnd.Replaced] = 2 });
        var instances = await site.OurInstancesAsync();
        instances.Count.ShouldBe(2);
        instances.ShouldAllBe(instance => instance.GetProperty("status").GetString() == "Running" && instance.GetProperty("imageId").GetString() == Site.EncryptedImage);
        (await site.MadeAsync("disk", "ReplaceSystemDisk")).ShouldBe(2);
        (await site.MadeAsync("snapshot", "CreateSnapshot")).ShouldBe(2);
    }

    /// <summary>The worker that goes on.</summary>
    private static async Task<ProgramProcess> KilledAsync(Site site, ProgramProcess worker, string held)
    {
        await site.UntilHoldingAsync(held);
        await worker.KillAsync();
        await site.ReleaseAsync(held);
        return await site.StartWorkerAsync();
    }

    private static string? Id(JsonElement instance) => instance.GetProperty("instanceId").GetString();
}
