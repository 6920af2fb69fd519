using SharedImages.Ecs.Simulator;
using Temporalio.Exceptions;

namespace SharedImages.Flows.Tests;

/// <summary>Somebody with rights in the namespace calls the steps of a channel's move. Nothing is written.</summary>
[Trait(FlowServer.Trait, FlowServer.RehearsedAlone)]
public sealed class ChannelForgedCallTests(FlowServer server)
{
    [Theory]
    [InlineData("channel/web/prod")]
    [InlineData("channels/web")]
    [InlineData("promote/web/1")]
    public async Task StepsCalledByAForeignWorkflow_AreRefusedEachAndNothingIsWritten(string id)
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var images = new GoldenImages(flow);
        var image = new ChannelImage(Flow.Home, images.AddOne("1", Flow.Home), SimulatorWorld.OurAccount);
        var record = new ChannelRecord(new("prod", "1", [], DateTimeOffset.UnixEpoch, "forged"), new Dictionary<string, string>(StringComparer.Ordinal));
        var before = flow.Simulator.State.Ledger.Entries.Count;
        using var foreign = new ForeignWorker(flow);

        var refusals = await foreign.RunAsync(async () =>
        {
            var handle = await foreign.StartAsync("ForeignChannelMover", id.Replace("web", images.Name, StringComparison.Ordinal), image, record);
            return await handle.GetResultAsync<IReadOnlyList<string>>();
        });

        refusals.Select(refusal => refusal.Split(" was refused: ")[0]).ShouldBe(["PointChannel", "ReleaseChannel", "RestoreChannel", "RecordChannel"]);
        flow.Simulator.State.Ledger.Entries.Count.ShouldBe(before);
        images.In(Flow.Home).ShouldBeEmpty();
        (await HistoryTypeAsync(images)).ShouldNotBe(ChannelNames.ChannelHistory);
    }

    // Null = there is none.
    private static async Task<string?> HistoryTypeAsync(GoldenImages images)
    {
        try
        {
            return (await images.History.DescribeAsync()).WorkflowType;
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            return null;
        }
    }
}
