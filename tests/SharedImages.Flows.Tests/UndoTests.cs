using SharedImages.Ecs.Simulator;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace SharedImages.Flows.Tests;

/// <summary>After undo nothing that the run made is left, everything else is, and the result says so from what ECS answers.</summary>
public sealed class UndoTests(FlowServer server)
{
    private static readonly string[] Targets = ["cn-shanghai", "eu-central-1"];

    [Fact]
    public async Task CancelWhileCopying_NothingIsLeft()
    {
        await using var flow = await Flow.StartAsync(server);
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.StallCopy, Region = "cn-shanghai", Percent = 50 });
        var handle = await flow.StartAsync(flow.Spec(Targets));
        await flow.UntilAsync(handle, progress => progress.Items.Any(row => row is { Item: "eu-central-1", State: ItemState.Done }));

        var report = await CancelAsync(handle);

        report.Undo!.RemovedImages.Select(image => image.Region).Order(StringComparer.Ordinal).ShouldBe(["cn-hangzhou", "cn-shanghai", "eu-central-1"]);
        report.Undo.RemovedSnapshots.Count.ShouldBe(3);
        report.Summary.ShouldEndWith("was canceled. Removed 3 images and 3 snapshots; nothing is left.");
        AssertNothingOfOursIsLeft(flow);
    }

    [Fact]
    public async Task CancelJustAfterALostAnswer_TheUnansweredCopyIsFoundAndRemoved()
    {
        await using var flow = await Flow.StartAsync(server);
        var lost = flow.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = "CopyImage", Region = "cn-shanghai" });
        var silent = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "CopyImage", Region = "cn-shanghai", Nth = 2 });
        var handle = await flow.StartAsync(flow.Spec("cn-shanghai"));
        await flow.UntilHeldAsync(silent);
        lost.Hits.ShouldBe(1);
        await handle.CancelAsync();
        await flow.UntilToldToCancelAsync(handle, "cn-shanghai");
        silent.Release();

        var report = await CancelAsync(handle);

        report.Undo!.Left.ShouldBeEmpty();
        report.Undo.RemovedImages.Count.ShouldBe(2);
        AssertNothingOfOursIsLeft(flow);
    }

    [Fact]
    public async Task CancelWhileACopyFinishes_ItIsDeletedInstead()
    {
        server.NeedsRealServer("a copy is to end while a call is held, and virtual time stands while an activity runs");
        // Long enough to be canceled on any machine, short enough to be waited for.
        await using var flow = await Flow.StartAsync(server, new()
        {
            World = SimulatorWorld.Default() with { Rules = new() { CrossRegionCopy = TimeSpan.FromMinutes(20) } },
        });
        // The look says Creating; by the time the cancellation arrives, the copy has ended.
        var held = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldRequest, Action = "CancelCopyImage" });
        var handle = await flow.StartAsync(flow.Spec("cn-shanghai"));
        await flow.UntilWaitingAsync(handle, "cn-shanghai");
        await handle.CancelAsync();
        await flow.UntilHeldAsync(held);
        await flow.EventuallyAsync(
            () => Task.FromResult(flow.OurImages("cn-shanghai").All(image => image.Status == "Available")), () => "the copy does not end");
        held.Release();

        var report = await CancelAsync(handle);

        report.Undo!.Left.ShouldBeEmpty();
        AssertNothingOfOursIsLeft(flow);
    }

    [Fact]
    public async Task FailingRegionWithOnFailureUndo_RemovesAllAndSaysSo()
    {
        await using var flow = await Flow.StartAsync(server);
        var stranger = flow.Simulator.State.AddImage(SimulatorWorld.OurAccount, new() { Region = "cn-shanghai", Name = "not-ours-to-touch" });
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "CopyImage", Region = "eu-central-1", Code = "OperationDenied.NonCompliantDestinationRegion", HttpStatus = 403 });
        var spec = flow.Spec(Targets).With("onFailure", "undo");

        var result = await flow.RunAsync(spec);

        result.Outcome.ShouldBe(OperationOutcome.Failed);
        result.Regions.Single(region => region.Region == "cn-shanghai").State.ShouldBe(ItemState.Undone);
        result.Regions.Single(region => region.Region == "eu-central-1").Error!.Code.ShouldBe("OperationDenied.NonCompliantDestinationRegion");
        result.Undo!.Left.ShouldBeEmpty();
        result.Undo.RemovedImages.Count.ShouldBe(2);
        flow.OurImages().ShouldHaveSingleItem().ImageId.ShouldBe(stranger);
        flow.OurSnapshots().ShouldNotContain(snapshot => !snapshot.BacksImage);
    }

    [Fact]
    public async Task WorkerStoppedInTheMiddleOfUndo_AnotherFinishesIt()
    {
        await using var flow = await Flow.StartAsync(server);
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.StallCopy, Region = "cn-shanghai", Percent = 50 });
        var handle = await flow.StartAsync(flow.Spec(Targets));
        await flow.UntilAsync(handle, progress => progress.Items.Any(row => row is { Item: "eu-central-1", State: ItemState.Done }));
        var held = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "DeleteImage" });
        await handle.CancelAsync();
        await flow.UntilHeldAsync(held);
        var stopping = flow.Worker.StopAsync();
        held.Release();
        await stopping;
        await flow.StartWorkerAsync();

        var report = await CancelAsync(handle);

        report.Undo!.Left.ShouldBeEmpty();
        AssertNothingOfOursIsLeft(flow);
    }

    [Fact]
    public async Task UndoOfAnAdoptedImage_TakesOnlyThisRunsSharesBack()
    {
        await using var flow = await Flow.StartAsync(server);
        flow.Options.Trust = flow.Options.Trust with { ShareRecipients = [SimulatorWorld.ConsumerAccount, SimulatorWorld.SecondConsumerAccount] };
        var spec = flow.Spec(Targets);
        var refused = flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "CopyImage", Region = "eu-central-1", Code = "OperationDenied.NonCompliantDestinationRegion", HttpStatus = 403, Times = 100 });
        (await flow.RunAsync(spec)).Outcome.ShouldBe(OperationOutcome.PartlyFailed);
        var adopted = flow.OurImages("cn-shanghai").ShouldHaveSingleItem();

        var again = flow.Spec(Targets)
            .With("onFailure", "undo")
            .With("share", new { accounts = new[] { SimulatorWorld.ConsumerAccount, SimulatorWorld.SecondConsumerAccount } });
        var result = await flow.RunAsync(again);

        refused.Hits.ShouldBe(2);
        result.Regions.Single(region => region.Region == "cn-shanghai").Adopted.ShouldBeTrue();
        result.Undo!.RemovedImages.ShouldBeEmpty();
        result.Undo.UnsharedImages.ShouldHaveSingleItem().ImageId.ShouldBe(adopted.ImageId);
        flow.OurImages("cn-shanghai").ShouldHaveSingleItem().SharedWith.ShouldBe([SimulatorWorld.ConsumerAccount]);
    }

    [Fact]
    public async Task UndoOfAnImageThatAnInstanceUses_LeavesItsSharesToo()
    {
        await using var flow = await Flow.StartAsync(server);
        flow.Simulator.State.DisableKey("eu-central-1", SpecBuilder.KeyIn("eu-central-1"));
        var handle = await flow.StartAsync(flow.Spec(Targets));
        await flow.UntilAsync(handle, progress => progress.WaitsForDecision);
        var used = flow.OurImages("cn-shanghai").ShouldHaveSingleItem();
        flow.Simulator.State.AddInstance(SimulatorWorld.OurAccount, new() { Region = "cn-shanghai", Name = "web-1", Image = used.ImageId });

        var report = await CancelAsync(handle);

        var left = report.Undo!.Left.ShouldHaveSingleItem();
        left.What.ShouldBe($"image {used.ImageId}");
        left.Error!.Kind.ShouldBe(StepErrorKind.InUse);
        left.Error.Remedy.ShouldStartWith("put those instances on another image or delete them");
        left.Error.Remedy.ShouldEndWith($"then delete the image with its snapshots {used.SnapshotIds[0]}");
        report.Summary.ShouldEndWith($"Removed 1 image and 1 snapshot; left: image {used.ImageId} in cn-shanghai.");
        flow.OurImages().ShouldHaveSingleItem().SharedWith.ShouldBe([SimulatorWorld.ConsumerAccount]);
    }

    [Fact]
    public async Task TerminatedRunThenAnotherThatIsCancelled_SaysWhatStaysBecauseAnEarlierRunMadeIt()
    {
        await using var flow = await Flow.StartAsync(server);
        flow.Simulator.State.DisableKey("eu-central-1", SpecBuilder.KeyIn("eu-central-1"));
        var spec = flow.Spec(Targets);
        var first = await flow.StartAsync(spec);
        await flow.UntilAsync(first, progress => progress.WaitsForDecision);
        await first.TerminateAsync("by hand");
        var second = await flow.StartAsync(spec);
        await flow.UntilAsync(second, progress => progress.WaitsForDecision);
        var stays = flow.OurImages().Select(image => image.ImageId).ToList();

        var report = await CancelAsync(second);

        stays.Count.ShouldBe(2);
        report.Undo!.Kept.Select(image => image.ImageId).ShouldBe(stays, ignoreOrder: true);
        report.Undo.Left.ShouldBeEmpty();
        report.Summary.ShouldContain("Removed 0 images and 0 snapshots; nothing of this run is left. 2 images of an earlier run stay: ");
        flow.OurImages().Select(image => image.ImageId).ShouldBe(stays);
    }

    /// <summary>Cancels, waits, and reads what the run says of itself.</summary>
    private static async Task<PromotionResult> CancelAsync(WorkflowHandle handle)
    {
        await handle.CancelAsync();
        var failure = await Should.ThrowAsync<WorkflowFailedException>(() => handle.GetResultAsync<PromotionResult>());
        failure.InnerException.ShouldBeOfType<CanceledFailureException>();
        await Histories.ReplayAsync(handle);
        var description = await handle.DescribeAsync();
        description.Status.ShouldBe(WorkflowExecutionStatus.Canceled);
        return await description.Memo[ContractNames.ResultMemo].ToValueAsync<PromotionResult>();
    }

    private static void AssertNothingOfOursIsLeft(Flow flow)
    {
        flow.OurImages().ShouldBeEmpty();
        flow.OurSnapshots().ShouldBeEmpty();
        flow.Simulator.State.Image(SimulatorWorld.EncryptedImageId).Status.ShouldBe("Available");
    }
}
