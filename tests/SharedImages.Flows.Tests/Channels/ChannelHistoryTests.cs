using Temporalio.Exceptions;

namespace SharedImages.Flows.Tests;

/// <summary>What is known of an image name's channels outlives runs, bad signals and the loss of the history itself.</summary>
[Trait(FlowServer.Trait, FlowServer.RehearsedAlone)]
public sealed class ChannelHistoryTests(FlowServer server)
{
    /// <summary>After so many signals a history goes on in a new run.</summary>
    private const int Signals = 200;

    [Fact]
    public async Task ANewRunOfTheHistory_KnowsWhatTheOneBeforeKnew()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var images = new GoldenImages(flow);
        images.Add("1", Flow.Home);
        images.Add("2", Flow.Home);
        await images.RunAsync(images.To("1"));
        var first = (await images.History.DescribeAsync()).RunId;

        for (var i = 1; i < Signals; i++)
        {
            await images.History.SignalAsync(ChannelNames.Moved, ["nothing that can be read"]);
        }

        await flow.EventuallyAsync(async () => (await images.History.DescribeAsync()).RunId != first, () => "no new run");
        (await images.ChannelsAsync())["prod"].Version.ShouldBe("1");
        (await images.MovesAsync()).ShouldHaveSingleItem().Version.ShouldBe("1");
        await images.RunAsync(images.To("2"));
        (await images.MovesAsync()).Select(move => move.Version).ShouldBe(["1", "2"]);
        (await images.ChannelsAsync())["prod"].Before.ShouldBe("1");
    }

    [Theory]
    [InlineData("""7""")]
    [InlineData("""{}""")]
    [InlineData("""{"move":{"channel":"prod"},"regions":{}}""")]
    [InlineData("""{"move":{"channel":"canary","version":"9","from":[],"at":"2026-11-24T12:00:00Z","run":"r"},"regions":{}}""")]
    public async Task ASignalThatCannotBeRead_IsIgnored(string signal)
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var images = new GoldenImages(flow);
        images.Add("1", Flow.Home);
        await images.RunAsync(images.To("1"));
        using var json = System.Text.Json.JsonDocument.Parse(signal);

        await images.History.SignalAsync(ChannelNames.Moved, [json.RootElement]);

        (await images.MovesAsync()).ShouldHaveSingleItem().Version.ShouldBe("1");
        (await images.ChannelsAsync()).ShouldHaveSingleItem().Key.ShouldBe("prod");
    }

    [Fact]
    public async Task AHistoryThatWasLost_BeginsAnewWithTheNextMove()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var images = new GoldenImages(flow);
        images.Add("1", Flow.Home);
        images.Add("2", Flow.Home);
        await images.RunAsync(images.To("1"));
        await images.History.TerminateAsync("lost");

        await images.RunAsync(images.To("2"));

        var prod = (await images.ChannelsAsync())["prod"];
        (prod.Version, prod.Before).ShouldBe(("2", "1"), "ECS has told what it pointed to");
        (await images.MovesAsync()).ShouldHaveSingleItem().From.ShouldBe(["1"]);
    }

    [Theory]
    [InlineData("channels/")]
    [InlineData("channels/web/1")]
    [InlineData("history-of-channels")]
    public async Task AHistoryOfNoName_EndsAtOnce(string id)
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var handle = await flow.Client.StartWorkflowAsync(ChannelNames.ChannelHistory, [], new(id, flow.TaskQueue) { IdReusePolicy = Temporalio.Api.Enums.V1.WorkflowIdReusePolicy.AllowDuplicate });

        var failure = (await Should.ThrowAsync<WorkflowFailedException>(() => handle.GetResultAsync())).InnerException.ShouldBeOfType<ApplicationFailureException>();

        failure.ErrorType.ShouldBe(ContractNames.Refused);
        failure.Message.ShouldBe($"{id} is no id of a history of channels; move a channel, and its history begins");
    }
}
