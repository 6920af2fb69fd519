using SharedImages.Ecs.Simulator;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace SharedImages.Flows.Tests;

/// <summary>Somebody with rights in the namespace starts what he likes with the input that he likes. Nothing is written.</summary>
public sealed class ForgedCallTests(FlowServer server)
{
    private const string Target = "cn-shanghai";

    [Fact]
    public async Task RegionAlone_OfAStrangersImageUnderAForgedOwner_IsRefused()
    {
        await using var flow = await Flow.StartAsync(server);

        var failure = await FailureAsync(await StartAsync(flow, ContractNames.CopyToRegion, $"promote/forged/{flow.Spec().Version}/{Target}", Forged(flow)));

        failure.ErrorType.ShouldBe(ContractNames.Refused);
        failure.Message.ShouldBe("CopyToRegion is a part of PromoteImage and does nothing alone; start that");
        AssertNothingWritten(flow);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("7")]
    [InlineData("""{"promotion": 7}""")]
    public async Task RegionAlone_WithAnInputThatCannotBeRead_EndsAtOnce(string input)
    {
        await using var flow = await Flow.StartAsync(server);
        using var json = System.Text.Json.JsonDocument.Parse(input);

        var failure = await FailureAsync(await StartAsync(flow, ContractNames.CopyToRegion, $"forged/{flow.TaskQueue}", json.RootElement));

        failure.ErrorType.ShouldBe(ContractNames.Refused);
        failure.Message.ShouldStartWith("the input of CopyToRegion cannot be read: ");
    }

    [Theory]
    [InlineData(false, "CopyToRegion of cn-shanghai is not a part of foreign/")]
    [InlineData(true, "FindCopy was refused: promote/web-base/")]
    public async Task RegionOfAForeignWorkflow_UnderWhateverId_WritesNothing(bool underOurId, string refusal)
    {
        await using var flow = await Flow.StartAsync(server);
        using var foreign = new ForeignWorker(flow);
        var id = underOurId ? flow.Spec().WorkflowId : $"foreign/{flow.TaskQueue}";

        var outcome = await foreign.RunAsync(async () =>
        {
            var handle = await foreign.StartAsync("ForeignParent", id, $"{id}/{Target}", Forged(flow));
            return await handle.GetResultAsync<string>();
        });

        outcome.ShouldStartWith(refusal);
        AssertNothingWritten(flow);
    }

    [Fact]
    public async Task ActivitiesCalledByAForeignWorkflow_AreRefusedEachAndNothingIsWritten()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Spec(Target);
        (await flow.RunAsync(spec)).Outcome.ShouldBe(OperationOutcome.Completed);
        var golden = flow.OurImages(Target).ShouldHaveSingleItem();
        var before = flow.Simulator.State.Ledger.Entries.Count;
        var image = new MadeImage(Target, golden.ImageId, DateTimeOffset.UnixEpoch);
        object[] attacks =
        [
            new RemoveImageRequest(image, SimulatorWorld.OurAccount),
            new RemoveSnapshotsRequest(Target, golden.SnapshotIds, SimulatorWorld.OurAccount),
            new ShareImageRequest(Target, golden.ImageId, SimulatorWorld.OurAccount, [SimulatorWorld.ConsumerAccount]),
        ];
        using var foreign = new ForeignWorker(flow);

        var refusals = await foreign.RunAsync(async () =>
        {
            var handle = await foreign.StartAsync("ForeignCaller", spec.WorkflowId + "/attack", attacks[0], attacks[1], attacks[2]);
            return await handle.GetResultAsync<IReadOnlyList<string>>();
        });

        refusals.Select(refusal => refusal[..refusal.IndexOf(':', StringComparison.Ordinal)]).ShouldBe(
            ["NoteSnapshots was refused", "RemoveImage was refused", "RemoveSnapshots was refused", "ShareImage was refused", "UnshareImage was refused"]);
        flow.Simulator.State.Ledger.Entries.Count.ShouldBe(before);
    }

    private static async Task<WorkflowHandle> StartAsync(Flow flow, string type, string id, object input) =>
        await flow.Client.StartWorkflowAsync(type, [input], new(id, flow.TaskQueue));

    private static async Task<ApplicationFailureException> FailureAsync(WorkflowHandle handle) =>
        (await Should.ThrowAsync<WorkflowFailedException>(() => handle.GetResultAsync())).InnerException.ShouldBeOfType<ApplicationFailureException>();

    // What was seen: the second hop, so that nobody asks about the owner, and an owner that is trusted.
    private static CopyToRegionInput Forged(Flow flow) => new()
    {
        Promotion = SpecBuilder.Name,
        Version = flow.Spec().Version,
        Run = "forged",
        Account = SimulatorWorld.OurAccount,
        Installation = "flow",
        Hop = Hop.Distribution,
        Source = new()
        {
            ImageId = SimulatorWorld.StrangerImageId,
            Name = "web-base",
            Region = Flow.Home,
            OwnerId = SimulatorWorld.PublisherAccount,
            OriginId = SimulatorWorld.PublisherAccount,
            Content = "forged",
        },
        FromRegion = Flow.Home,
        FromImageId = SimulatorWorld.StrangerImageId,
        Region = Target,
        UserTags = new Dictionary<string, string>(StringComparer.Ordinal),
        ShareAccounts = [SimulatorWorld.ConsumerAccount],
    };

    private static void AssertNothingWritten(Flow flow)
    {
        flow.OurImages().ShouldBeEmpty();
        flow.Simulator.State.Ledger.Entries.ShouldBeEmpty();
    }
}
