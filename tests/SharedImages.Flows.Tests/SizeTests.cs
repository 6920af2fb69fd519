using System.Globalization;
using SharedImages.Ecs.Simulator;

namespace SharedImages.Flows.Tests;

public sealed class SizeTests(FlowServer server)
{
    private const int MaxEvent = 128 * 1024;

    [Fact]
    public async Task SixtyRegionsWithLongTagsThatAllDrifted_NoEventIsOver128KiB()
    {
        string[] regions = [Flow.Home, .. Enumerable.Range(1, 60).Select(number => string.Create(CultureInfo.InvariantCulture, $"region-number-{number:00}"))];
        var world = SimulatorWorld.Default() with { Regions = regions };
        await using var flow = await Flow.StartAsync(server, new() { World = world });
        var tags = Enumerable.Range(1, Lineage.MaxUserTags)
            .ToDictionary(number => string.Create(CultureInfo.InvariantCulture, $"tag-{number}-") + new string('k', 100), _ => new string('v', 128), StringComparer.Ordinal);
        var spec = flow.Spec([.. regions.Skip(1)])
            .With("source", new { region = Flow.Home, owner = SimulatorWorld.PublisherAccount, imageId = SimulatorWorld.PlainImageId })
            .With("intake", new { after = "keep" })
            .With("targets", regions.Skip(1).Select(region => new { region }).ToArray())
            .With("image", new { name = flow.Spec().ImageName, description = new string('d', 256), family = "web-base", tags });
        // All tags and features of all copies have to be repaired, and each repair is told.
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.DropFeatures, Action = "CopyImage", Times = 61 });

        var handle = await flow.StartAsync(spec);
        var result = await handle.GetResultAsync<PromotionResult>();

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        result.Regions.Count.ShouldBe(60);
        result.Regions.ShouldAllBe(region => region.Checks.Count > 0);
        var largest = (await handle.FetchHistoryAsync()).Events.MaxBy(e => e.CalculateSize())!;
        largest.CalculateSize().ShouldBeLessThanOrEqualTo(MaxEvent, largest.EventType.ToString());
        TestContext.Current.TestOutputHelper!.WriteLine($"largest event: {largest.EventType}, {largest.CalculateSize()} bytes");
    }
}
