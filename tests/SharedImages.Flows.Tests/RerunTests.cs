using SharedImages.Ecs.Simulator;
using Temporalio.Api.Enums.V1;

namespace SharedImages.Flows.Tests;

public sealed class RerunTests(FlowServer server)
{
    private static readonly string[] Targets = ["cn-shanghai", "eu-central-1"];

    [Fact]
    public async Task TwoCallersWithTheSameSpecAtOnce_OneRunOneSetOfImagesTheSameResult()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Spec(Targets);

        var handles = await Task.WhenAll(flow.StartAsync(spec), flow.StartAsync(spec));
        var results = await Task.WhenAll(handles.Select(handle => handle.GetResultAsync<PromotionResult>()));

        handles[0].FirstExecutionRunId.ShouldBe(handles[1].FirstExecutionRunId);
        results[0].Regions.Select(region => region.ImageId).ShouldBe(results[1].Regions.Select(region => region.ImageId));
        flow.OurImages().Count.ShouldBe(3);
    }

    [Fact]
    public async Task FailedRunThenTheSameIdAgain_AdoptsWhatIsThereAndDoublesNothing()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Spec(Targets);
        RefuseOnce(flow);
        (await flow.RunAsync(spec)).Outcome.ShouldBe(OperationOutcome.PartlyFailed);
        var first = flow.OurImages().ToDictionary(image => image.Region, image => image.ImageId, StringComparer.Ordinal);

        var result = await flow.RunAsync(spec);

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        result.Intake!.Adopted.ShouldBeTrue();
        result.Intake.ImageId.ShouldBe(first[Flow.Home]);
        result.Regions[0].Adopted.ShouldBeTrue();
        result.Regions[0].ImageId.ShouldBe(first["cn-shanghai"]);
        result.Regions[1].Adopted.ShouldBeFalse();
        flow.OurImages().Count.ShouldBe(3);
        flow.Copies("cn-shanghai").Count.ShouldBe(1);
    }

    [Fact]
    public async Task CancelOfTheSecondRun_LeavesWhatTheFirstMade()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Spec(Targets);
        RefuseOnce(flow);
        (await flow.RunAsync(spec)).Outcome.ShouldBe(OperationOutcome.PartlyFailed);
        var first = flow.OurImages().Select(image => image.ImageId).ToList();
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.StallCopy, Region = "eu-central-1", Percent = 10 });

        var second = await flow.StartAsync(spec);
        await flow.UntilWaitingAsync(second, "eu-central-1");
        await flow.UntilAsync(second, progress => progress.Row("cn-shanghai").State == ItemState.Done);
        await second.CancelAsync();
        await Should.ThrowAsync<Temporalio.Exceptions.WorkflowFailedException>(() => second.GetResultAsync<PromotionResult>());

        await Histories.ReplayAsync(second);
        (await second.DescribeAsync()).Status.ShouldBe(WorkflowExecutionStatus.Canceled);
        flow.OurImages().Select(image => image.ImageId).ShouldBe(first, ignoreOrder: true);
        flow.OurImages("cn-shanghai")[0].SharedWith.ShouldBe([SimulatorWorld.ConsumerAccount]);
    }

    [Fact]
    public async Task CompletedRunOnceMore_AdoptsRepairsWhatDriftedAndDoublesNothing()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Spec(Targets);
        (await flow.RunAsync(spec)).Outcome.ShouldBe(OperationOutcome.Completed);
        var images = flow.OurImages().Select(image => image.ImageId).ToList();
        var drifted = flow.OurImages("cn-shanghai").ShouldHaveSingleItem().ImageId;
        await flow.DriftAsync("cn-shanghai", drifted);
        flow.Simulator.State.UnshareImage(drifted, SimulatorWorld.ConsumerAccount);

        var result = await Flow.ResultAsync(await flow.StartAsync(spec, again: true));

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        result.Regions.ShouldAllBe(region => region.Adopted);
        result.Regions[0].Checks.Where(check => check.Result == CheckResult.Repaired).Select(check => check.Name).ShouldBe(["family", "tag team"]);
        result.Regions[1].Checks.ShouldBeEmpty();
        flow.OurImages().Select(image => image.ImageId).ShouldBe(images);
        var repaired = flow.OurImages("cn-shanghai")[0];
        (repaired.Family, repaired.Tags["team"]).ShouldBe(("web-base", "platform"));
        repaired.SharedWith.ShouldBe([SimulatorWorld.ConsumerAccount]);
    }

    [Fact]
    public async Task CompletedRunOnceMore_TakesUpWhatWasSkippedAndWhatIsNewInTheSpec()
    {
        await using var flow = await Flow.StartAsync(server);
        flow.Options.Trust = flow.Options.Trust with { ShareRecipients = [SimulatorWorld.ConsumerAccount, SimulatorWorld.SecondConsumerAccount] };
        flow.Simulator.State.DisableKey("eu-central-1", SpecBuilder.KeyIn("eu-central-1"));
        var first = await flow.StartAsync(flow.Spec(Targets));
        await flow.UntilAsync(first, progress => progress.WaitsForDecision);
        await Flow.ResolveAsync(first, "eu-central-1", ResolveAction.Skip);
        (await Flow.ResultAsync(first)).Outcome.ShouldBe(OperationOutcome.Completed);
        flow.Simulator.State.EnableKey("eu-central-1", SpecBuilder.KeyIn("eu-central-1"));

        var more = flow.Spec([.. Targets, "cn-beijing"]).With("share", new { accounts = new[] { SimulatorWorld.ConsumerAccount, SimulatorWorld.SecondConsumerAccount } });
        var result = await Flow.ResultAsync(await flow.StartAsync(more, again: true));

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        result.Regions.Select(region => region.Adopted).ShouldBe([true, false, false]);
        result.Regions[0].NewlySharedWith.ShouldBe([SimulatorWorld.SecondConsumerAccount]);
        flow.OurImages().Count.ShouldBe(4);
        flow.OurImages().Where(image => image.Region != Flow.Home)
            .ShouldAllBe(image => image.SharedWith.SequenceEqual(new[] { SimulatorWorld.ConsumerAccount, SimulatorWorld.SecondConsumerAccount }));
    }

    [Fact]
    public async Task CompletedRunOnceMoreThenCancelled_TakesBackOnlyWhatThatRunMade()
    {
        await using var flow = await Flow.StartAsync(server);
        (await flow.RunAsync(flow.Spec(Targets))).Outcome.ShouldBe(OperationOutcome.Completed);
        var images = flow.OurImages().Select(image => image.ImageId).ToList();
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.StallCopy, Region = "cn-beijing", Percent = 10 });

        var again = await flow.StartAsync(flow.Spec([.. Targets, "cn-beijing"]), again: true);
        await flow.UntilWaitingAsync(again, "cn-beijing");
        await flow.UntilAsync(again, progress => progress.Items.Count(row => row.State == ItemState.Done) == 3);
        await again.CancelAsync();
        await Should.ThrowAsync<Temporalio.Exceptions.WorkflowFailedException>(() => again.GetResultAsync<PromotionResult>());

        await Histories.ReplayAsync(again);
        flow.OurImages().Select(image => image.ImageId).ShouldBe(images);
        flow.OurImages("cn-shanghai")[0].SharedWith.ShouldBe([SimulatorWorld.ConsumerAccount]);
    }

    private static void RefuseOnce(Flow flow) => flow.Simulator.Faults.Add(new()
    {
        Kind = FaultKind.Error,
        Action = "CopyImage",
        Region = "eu-central-1",
        Code = "OperationDenied.NonCompliantDestinationRegion",
        HttpStatus = 403,
    });
}
