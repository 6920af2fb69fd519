using System.Text.Json;
using SharedImages.Flows.Tests;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;

namespace SharedImages.EndToEnd;

/// <summary>
/// Promotions that are canceled and run again at random moments, on two worker processes whose clocks are twenty minutes apart and which are
/// killed by SIGKILL, while ECS loses an answer and shows copies late. What came of it the simulator's ledger tells.
/// </summary>
public sealed class ChaosTests(TemporalServer server)
{
    private const int Seeds = 10;
    private const int AtOnce = 5;
    private const string FakeTime = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";

    private static readonly string[] Clocks = ["+600s", "-600s"];

    [Fact]
    public async Task RandomCancelsKillsAndReruns_NothingIsLeftDoubledOrTakenFromOthers()
    {
        Assert.SkipUnless(File.Exists(FakeTime), "needs faketime, for a worker whose clock is wrong (Debian: apt-get install faketime)");
        Assert.SkipUnless(server.IsThere, "needs a Temporal server");
        // Most of the time each waits for the server to miss a killed worker.
        await Parallel.ForEachAsync(
            Enumerable.Range(1, Seeds),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken },
            async (seed, _) =>
            {
                try
                {
                    await RunAsync(seed);
                }
                catch (Exception e)
                {
                    throw new InvalidOperationException($"seed {seed}: {e.Message}", e);
                }
            });
    }

    private async Task RunAsync(int seed)
    {
        var random = new Random(seed);
        await using var site = await Site.StartAsync(server, speed: 50);
        await site.AddFaultAsync(new { kind = "loseAnswer", action = "CopyImage", nth = 1 + random.Next(3) });
        await site.AddFaultAsync(new { kind = "visibilityLag", action = "CopyImage", duration = "00:02:00", times = 1 + random.Next(3) });
        ProgramProcess[] workers = [await StartWorkerAsync(site, 0), await StartWorkerAsync(site, 1)];
        var spec = site.SpecFile("cn-shanghai", "eu-central-1");
        var undone = new HashSet<string>(StringComparer.Ordinal);

        for (var run = 0; run < 2; run++)
        {
            var handle = await StartAsync(site, spec);
            for (var kills = random.Next(3); kills > 0; kills--)
            {
                await UntilSomeRequestsLaterAsync(site, handle, random.Next(40));
                var victim = random.Next(2);
                await workers[victim].KillAsync();
                workers[victim] = await StartWorkerAsync(site, victim);
            }

            if (random.Next(2) == 0)
            {
                await UntilSomeRequestsLaterAsync(site, handle, random.Next(40));
                await handle.CancelAsync();
            }

            await handle.GetResultAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if ((await handle.DescribeAsync()).Status == WorkflowExecutionStatus.Canceled)
            {
                undone.Add(handle.RunId!);
            }
        }

        var ledger = await site.LedgerAsync();
        ledger.GetProperty("duplicates").GetArrayLength().ShouldBe(0);
        ledger.GetProperty("entries").EnumerateArray().ShouldAllBe(entry => entry.GetProperty("owner").GetString() == Site.Ours);
        (await site.OurImagesAsync()).ShouldAllBe(image => !undone.Contains(image.GetProperty("tags").GetProperty(Lineage.Run).GetString()!));
        (await site.StateAsync()).GetProperty("snapshots").EnumerateArray().Where(snapshot => snapshot.GetProperty("account").GetString() == Site.Ours)
            .ShouldAllBe(snapshot => snapshot.GetProperty("backsImage").GetBoolean());
    }

    private static Task<ProgramProcess> StartWorkerAsync(Site site, int which) => site.StartWorkerAsync(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["LD_PRELOAD"] = FakeTime,
        ["FAKETIME"] = Clocks[which],
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        // With it each timed wait ends at once, and the worker spins.
        ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0",
    });

    private static async Task<WorkflowHandle> StartAsync(Site site, string spec)
    {
        await using var started = await site.RunAsync("promote", spec, "--detach", "--output", "json");
        (await started.ExitAsync()).ShouldBe(0, started.Errors);
        using var accepted = JsonDocument.Parse(started.Output);
        return site.Client.GetWorkflowHandle(site.WorkflowId, accepted.RootElement.GetProperty("run").GetProperty("runId").GetString());
    }

    /// <summary>A moment of the run, by what it has asked of ECS.</summary>
    private static async Task UntilSomeRequestsLaterAsync(Site site, WorkflowHandle handle, int requests)
    {
        var until = await CountAsync() + requests;
        await Site.EventuallyAsync(async () => await CountAsync() >= until || (await handle.DescribeAsync()).Status != WorkflowExecutionStatus.Running);

        async Task<int> CountAsync() => (await site.StateAsync()).GetProperty("requests").GetArrayLength();
    }
}
