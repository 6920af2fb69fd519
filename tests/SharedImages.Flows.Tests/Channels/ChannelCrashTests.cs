using SharedImages.Ecs.Simulator;

namespace SharedImages.Flows.Tests;

/// <summary>
/// A channel of six regions is moved, and the worker dies at a call, before or after its effect: afterwards all regions point to the new
/// version, or all to the old one where the move is given up; and never, in any of them, to none.
/// </summary>
[Trait(FlowServer.Trait, FlowServer.RehearsedAlone)]
public sealed class ChannelCrashTests
{
    // Every fourth call, so that the test cases run beside each other.
    private const int Parts = 4;

    public static TheoryData<FaultKind, int> Cases => [.. from hold in (FaultKind[])[FaultKind.HoldRequest, FaultKind.HoldAnswer] from part in Enumerable.Range(0, Parts) select (hold, part)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task WorkerKilledAtEachCall_AnotherGoesOn(FaultKind hold, int part)
    {
        var calls = await CallsAsync();
        for (var nth = 1 + part; nth <= calls; nth += Parts)
        {
            var when = $"{hold} of call {nth} of {calls}";
            await using var flow = await Flow.RehearseAsync(new());
            var images = Ready(flow);
            var held = flow.Simulator.Faults.Add(new() { Kind = hold, Nth = nth });
            var handle = await images.StartAsync(images.To("2"));
            await flow.UntilHeldAsync(held);
            AssertNeverNone(images, when);

            await ReplaceWorkerAsync(flow);
            held.Release();

            (await handle.GetResultAsync<ChannelResult>()).Outcome.ShouldBe(OperationOutcome.Completed, when);
            AssertAll(flow, images, "2", when);
            (await images.ChannelsAsync())["prod"].Version.ShouldBe("2", when);
            (await images.MovesAsync()).Count.ShouldBe(1, when);
        }
    }

    [Theory]
    [InlineData("TagResources", FaultKind.HoldRequest)]
    [InlineData("TagResources", FaultKind.HoldAnswer)]
    [InlineData("UntagResources", FaultKind.HoldRequest)]
    [InlineData("UntagResources", FaultKind.HoldAnswer)]
    public async Task WorkerKilledAtEachWriteOfTheWayBack_AllPointToTheOldVersion(string action, FaultKind hold)
    {
        // In five regions the old one has lost the channel, and in all the new one has it.
        for (var nth = 1; nth <= (action == "TagResources" ? 5 : 6); nth++)
        {
            var when = $"{hold} of {action} {nth}";
            await using var flow = await Flow.RehearseAsync(new());
            var images = Ready(flow);
            var refused = flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "UntagResources", Code = "Forbidden.RAM", HttpStatus = 403, Region = "us-east-1", Times = 1 });
            var handle = await images.StartAsync(images.To("2"));
            await flow.UntilAsync(handle, now => now.WaitsForDecision);
            var held = flow.Simulator.Faults.Add(new() { Kind = hold, Action = action, Nth = nth });

            await Flow.ResolveAsync(handle, "us-east-1", ResolveAction.Abort);
            await flow.UntilHeldAsync(held);
            AssertNeverNone(images, when);
            await ReplaceWorkerAsync(flow);
            held.Release();

            var result = await Flow.ResultAsync<ChannelResult>(handle, _ => Task.CompletedTask);
            result.Outcome.ShouldBe(OperationOutcome.Failed, when);
            result.Left.ShouldBeEmpty(when);
            GoldenImages.SixRegions.ShouldAllBe(region => images.In(region).Single() == "1", when);
        }
    }

    private static GoldenImages Ready(Flow flow)
    {
        var images = new GoldenImages(flow);
        foreach (var region in GoldenImages.SixRegions)
        {
            images.AddOne("1", region, (Lineage.Channel("prod"), Lineage.ChannelValue));
            images.AddOne("2", region);
        }

        return images;
    }

    private static async Task<int> CallsAsync()
    {
        await using var flow = await Flow.RehearseAsync(new());
        var images = Ready(flow);
        (await (await images.StartAsync(images.To("2"))).GetResultAsync<ChannelResult>()).Outcome.ShouldBe(OperationOutcome.Completed);
        return flow.Simulator.State.Requests.Count;
    }

    private static async Task ReplaceWorkerAsync(Flow flow)
    {
        await flow.KillAsync(flow.Worker);
        await flow.StartWorkerAsync();
    }

    private static void AssertAll(Flow flow, GoldenImages images, string version, string when)
    {
        GoldenImages.SixRegions.ShouldAllBe(region => images.In(region).Single() == version, when);
        var writes = flow.Simulator.State.Requests.Select(request => request.Action).Where(action => action is "TagResources" or "UntagResources").ToList();
        writes.LastIndexOf("TagResources").ShouldBeLessThan(writes.IndexOf("UntagResources"), when);
    }

    private static void AssertNeverNone(GoldenImages images, string when) => GoldenImages.SixRegions.ShouldAllBe(region => images.In(region).Count > 0, when);
}
