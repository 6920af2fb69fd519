using SharedImages.Ecs.Simulator;
using Temporalio.Exceptions;

namespace SharedImages.Flows.Tests;

/// <summary>Launches from their start to their end: where there is stock, as many as asked for and none twice, tested, and taken back when that is asked.</summary>
public sealed class LaunchTests(FlowServer server)
{
    private const string Region = "cn-shanghai";
    private const string Ours = SimulatorWorld.OurAccount;
    private const string Type = "ecs.g7.large";

    [Fact]
    public async Task OwnImage_InTwoRegions_EachInstanceRunsAndIsTold()
    {
        await using var flow = await StartAsync();
        var promotion = flow.Spec(Region, "cn-beijing");
        (await flow.RunAsync(promotion)).Outcome.ShouldBe(OperationOutcome.Completed);
        var launch = Launch(flow, "m-none", Region, "cn-beijing")
            .With("image", new { promotion = $"web-base/{promotion.Version}" })
            .With("test", new { readyWithin = "5m", commands = new[] { new { run = "echo active", output = "active" } } });

        var result = await launch.RunAsync();

        result.Outcome.ShouldBe(OperationOutcome.Completed, result.Summary);
        result.Summary.ShouldBe($"web {launch.Version}: 2 of 2 regions done, 6 instances of 6 there.");
        result.Regions.Select(region => region.Region).ShouldBe([Region, "cn-beijing"]);
        foreach (var region in result.Regions)
        {
            region.State.ShouldBe(ItemState.Done);
            region.ImageId.ShouldBe(flow.OurImages(region.Region).ShouldHaveSingleItem().ImageId);
            var there = Instances(flow, region.Region);
            region.Instances.Select(instance => instance.InstanceId).ShouldBe(there.Select(instance => instance.InstanceId), ignoreOrder: true);
            region.Instances.ShouldAllBe(instance => instance.Address.Length > 0 && instance.InstanceType == Type && instance.Zone == LaunchBuilder.Zone(region.Region, 0));
            region.Instances.SelectMany(instance => instance.Tests).ShouldAllBe(test => test.Passed && test.Output == "active\n");
            there.ShouldAllBe(instance => instance.Status == "Running" && instance.ImageId == region.ImageId && instance.Tags["team"] == "platform" && instance.Tags["sharedimages:operation"] == launch.WorkflowId);
            there.Select(instance => instance.Name).Order(StringComparer.Ordinal).ShouldBe(["web001", "web002", "web003"]);
        }
    }

    [Fact]
    public async Task EncryptedSharedImage_IsLaunchedUnderTheTargetsKey()
    {
        await using var flow = await StartAsync();
        var launch = Launch(flow, SimulatorWorld.EncryptedImageId)
            .With("image", new { owner = SimulatorWorld.PublisherAccount, imageId = SimulatorWorld.EncryptedImageId })
            .With("targets", new[]
            {
                new
                {
                    region = Flow.Home,
                    count = 1,
                    instanceTypes = new[] { Type },
                    vSwitches = LaunchBuilder.VSwitches(Flow.Home),
                    securityGroups = new[] { SimulatorWorld.Default().SecurityGroupsOf(Flow.Home)[0] },
                    kmsKeyId = SpecBuilder.KeyIn(Flow.Home),
                },
            });

        (await launch.RunAsync()).Outcome.ShouldBe(OperationOutcome.Completed);

        Instances(flow, Flow.Home).ShouldHaveSingleItem().Disks.ShouldAllBe(disk => disk.KMSKeyId == SpecBuilder.KeyIn(Flow.Home));
    }

    [Fact]
    public async Task WhereThereIsNoStock_ItMovesOnToTheNextVSwitchAndType()
    {
        await using var flow = await StartAsync();
        flow.Simulator.State.SetStock(LaunchBuilder.Zone(Region, 0), Type, 1);
        flow.Simulator.State.SetStock(LaunchBuilder.Zone(Region, 1), Type, 0);
        flow.Simulator.State.SetStock(LaunchBuilder.Zone(Region, 2), Type, 1);
        var launch = Launch(flow, Own(flow)).With("targets", new[] { LaunchBuilder.Target(Region, types: [Type, "ecs.g7.xlarge"]) });

        var result = await launch.RunAsync();

        result.Outcome.ShouldBe(OperationOutcome.Completed, result.Summary);
        result.Regions[0].Instances.Select(instance => (instance.InstanceType, instance.Zone)).ShouldBe(
            [(Type, LaunchBuilder.Zone(Region, 0)), (Type, LaunchBuilder.Zone(Region, 2)), ("ecs.g7.xlarge", LaunchBuilder.Zone(Region, 0))], ignoreOrder: true);
        Instances(flow).Count.ShouldBe(3);
    }

    [Fact]
    public async Task WithAsManyAsAreNeeded_ItIsContent()
    {
        await using var flow = await StartAsync();
        Stock(flow, 2, 0, 0);
        var launch = Launch(flow, Own(flow)).With("targets", new[] { LaunchBuilder.Target(Region, atLeast: 2) });

        var result = await launch.RunAsync();

        result.Outcome.ShouldBe(OperationOutcome.Completed, result.Summary);
        result.Regions[0].Wanted.ShouldBe(3);
        result.Regions[0].Instances.Count.ShouldBe(2);
    }

    [Fact]
    public async Task WithTooFew_ItParks_AndAfterwardsAsksForWhatIsMissing()
    {
        await using var flow = await StartAsync();
        Stock(flow, 1, 0, 0);
        var handle = await Launch(flow, Own(flow), Region).StartAsync();

        var parked = (await flow.UntilParkedAsync(handle, Region)).Row(Region);
        parked.Step.ShouldBe("launch");
        parked.Error!.Kind.ShouldBe(StepErrorKind.Capacity);
        parked.Error.Message.ShouldStartWith("cn-shanghai: 1 of 3 instances could be had, and 3 are needed; asked for ecs.g7.large at vsw-");
        parked.Error.Code.ShouldBe("OperationDenied.NoStock");
        Stock(flow, 1, 5, 0);
        await Flow.ResolveAsync(handle, Region, ResolveAction.Retry);

        (await LaunchBuilder.ResultAsync(handle)).Outcome.ShouldBe(OperationOutcome.Completed);
        Instances(flow).Count.ShouldBe(3);
    }

    [Fact]
    public async Task MoreThanAHundred_AreLaunchedInGroups()
    {
        await using var flow = await StartAsync();
        var launch = Launch(flow, Own(flow)).With("targets", new[] { LaunchBuilder.Target(Region, count: 150) });

        var result = await launch.RunAsync();

        result.Outcome.ShouldBe(OperationOutcome.Completed, result.Summary);
        Instances(flow).Count.ShouldBe(150);
        Runs(flow).Select(call => call.Parameters["Amount"]).ShouldBe(["100", "50"]);
    }

    [Fact]
    public async Task WhatEcsGaveAndDidNotMake_IsMadeGood()
    {
        await using var flow = await StartAsync();
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.FailLaunch, Action = "RunInstances" });

        var result = await Launch(flow, Own(flow), Region).RunAsync();

        result.Outcome.ShouldBe(OperationOutcome.Completed, result.Summary);
        result.Regions[0].Lost.Count.ShouldBe(3);
        result.Regions[0].Instances.Count.ShouldBe(3);
        Instances(flow).Select(instance => instance.InstanceId).ShouldBe(result.Regions[0].Instances.Select(instance => instance.InstanceId), ignoreOrder: true);
    }

    [Fact]
    public async Task LostAnswerOfRunInstances_IsAskedAgainWithTheSameToken()
    {
        await using var flow = await StartAsync();
        var lost = flow.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = "RunInstances" });

        (await Launch(flow, Own(flow), Region).RunAsync()).Outcome.ShouldBe(OperationOutcome.Completed);

        lost.Hits.ShouldBe(1);
        Instances(flow).Count.ShouldBe(3);
        Runs(flow).Select(call => call.Parameters["ClientToken"]).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task GroupWhoseAnswerNobodyHasHad_IsLookedForBeforeAnotherPlaceIsTried()
    {
        var options = Options with { Waiting = Options.Waiting with { Patience = TimeSpan.FromSeconds(4) } };
        await using var flow = await Flow.RehearseAsync(options);
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = "RunInstances" });
        // Not to be seen when the worker gives up, and not at once when it asks again.
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.VisibilityLag, Action = "RunInstances", Duration = (options.Waiting.Patience + TimeSpan.FromSeconds(2)) * options.Speed });
        // After the dry run and the launch itself.
        var down = flow.Simulator.Faults.Add(new() { Kind = FaultKind.ServerError, Action = "RunInstances", Nth = 3, Times = 1_000 });
        var handle = await Launch(flow, Own(flow), Region).StartAsync();
        (await flow.UntilParkedAsync(handle, Region)).Row(Region).Error!.Kind.ShouldBe(StepErrorKind.Unreachable);
        Instances(flow).ShouldNotBeEmpty();

        flow.Simulator.Faults.Remove(down.Id);
        var full = flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "RunInstances", Code = "OperationDenied.NoStock", HttpStatus = 403 });
        await Flow.ResolveAsync(handle, Region, ResolveAction.Retry);

        (await handle.GetResultAsync<LaunchResult>()).Regions[0].Instances.Count.ShouldBe(3);
        full.Hits.ShouldBe(1, "what the launch was told when it asked again");
        Made(flow).ShouldBe(3);
    }

    [Theory]
    [InlineData(FaultKind.HoldRequest, "RunInstances")]
    [InlineData(FaultKind.HoldAnswer, "RunInstances")]
    [InlineData(FaultKind.HoldRequest, "RunCommand")]
    [InlineData(FaultKind.HoldAnswer, "RunCommand")]
    public async Task WorkerKilledAtACall_NothingIsDoneTwice(FaultKind kind, string action)
    {
        await using var flow = await Flow.RehearseAsync(Options);
        var held = flow.Simulator.Faults.Add(new() { Kind = kind, Action = action });
        var handle = await Launch(flow, Own(flow), Region).With("test", new { commands = new[] { new { run = "echo active" } } }).StartAsync();
        await flow.UntilHeldAsync(held);

        await flow.KillAsync(flow.Worker);
        held.Release();
        await flow.StartWorkerAsync();

        (await handle.GetResultAsync<LaunchResult>()).Regions[0].Instances.Count.ShouldBe(3);
        Made(flow).ShouldBe(3);
        flow.Simulator.State.Requests.Where(request => request.Action == "RunCommand").Select(request => request.Parameters["ClientToken"]).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(FaultKind.HoldRequest)]
    [InlineData(FaultKind.HoldAnswer)]
    public async Task WorkerKilledAtADeletion_AllGoAllTheSame(FaultKind kind)
    {
        await using var flow = await Flow.RehearseAsync(Options);
        var held = flow.Simulator.Faults.Add(new() { Kind = kind, Action = "DeleteInstances" });
        var hanging = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HangCommand });
        var handle = await Launch(flow, Own(flow), Region).With("test", new { commands = new[] { new { run = "echo active", timeout = "1h" } } }).StartAsync();
        await flow.UntilAsync(handle, progress => progress.Items.Any(row => row is { Item: Region, State: ItemState.Testing }) && hanging.Hits == 1);
        await handle.CancelAsync();
        await flow.UntilHeldAsync(held);

        await flow.KillAsync(flow.Worker);
        held.Release();
        await flow.StartWorkerAsync();

        (await Should.ThrowAsync<Temporalio.Exceptions.WorkflowFailedException>(() => handle.GetResultAsync())).InnerException.ShouldBeOfType<CanceledFailureException>();
        Instances(flow).ShouldBeEmpty();
        Made(flow).ShouldBe(3);
    }

    [Fact]
    public async Task Cancel_RemovesEveryInstanceOfThisRunAndNoOther()
    {
        await using var flow = await StartAsync();
        var image = Own(flow);
        var other = flow.Simulator.State.AddInstance(Ours, new() { Region = Region, Name = "not-ours-to-touch", Image = image });
        Stock(flow, 1, 1, 0);
        var handle = await Launch(flow, image, Region).StartAsync();
        await flow.UntilParkedAsync(handle, Region);

        var result = await LaunchBuilder.CancelAsync(handle);

        result.Outcome.ShouldBe(OperationOutcome.Canceled);
        result.Undo!.RemovedInstances!.Count.ShouldBe(2);
        result.Undo.Left.ShouldBeEmpty();
        result.Summary.ShouldEndWith("was canceled. Removed 2 instances; nothing is left.");
        Instances(flow).ShouldHaveSingleItem().InstanceId.ShouldBe(other);
    }

    [Fact]
    public async Task AFailingTest_ParksWithCommandExitCodeAndOutput_AndIsTestedAgain()
    {
        await using var flow = await StartAsync();
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.FailCommand, ExitCode = 3, Message = "inactive" });
        var handle = await Launch(flow, Own(flow), Region).With("test", new { commands = new[] { new { run = "echo active", output = "active" } } }).StartAsync();

        var parked = (await flow.UntilParkedAsync(handle, Region)).Row(Region);
        parked.Step.ShouldBe("test");
        parked.Error!.Message.ShouldMatch("""^cn-shanghai: "echo active" ended with exit code 3 instead of 0 on i-\S+ and 2 more; it wrote: inactive$""");
        await Flow.ResolveAsync(handle, Region, ResolveAction.Retry);

        (await LaunchBuilder.ResultAsync(handle)).Outcome.ShouldBe(OperationOutcome.Completed);
        Made(flow).ShouldBe(3);
    }

    [Fact]
    public async Task AnImageWithoutTheAgent_IsSaidToBeSo_AndUndoneAsAsked()
    {
        await using var flow = await StartAsync();
        var image = flow.Simulator.State.AddImage(Ours, new() { Region = Region, Name = "bare", HasAgent = false });
        var handle = await Launch(flow, image, Region).With("test", new { readyWithin = "30s" }).With("onFailure", "undo").StartAsync();

        var parked = (await flow.UntilParkedAsync(handle, Region)).Row(Region);
        parked.Error!.Message.ShouldEndWith("is not ready after 30 s; in an image without the agent it never is");
        await Flow.ResolveAsync(handle, Region, ResolveAction.Abort);

        var result = await LaunchBuilder.ResultAsync(handle);
        result.Outcome.ShouldBe(OperationOutcome.Failed);
        result.Undo!.RemovedInstances!.Count.ShouldBe(3);
        Instances(flow).ShouldBeEmpty();
    }

    [Fact]
    public async Task SkippedRegion_IsRemoved_AndTheOtherCompletes()
    {
        await using var flow = await StartAsync();
        var promotion = flow.Spec(Region, "cn-beijing");
        await flow.RunAsync(promotion);
        Stock(flow, 1, 0, 0);
        var handle = await Launch(flow, "m-none", Region, "cn-beijing").With("image", new { promotion = $"web-base/{promotion.Version}" }).StartAsync();
        await flow.UntilParkedAsync(handle, Region);

        await Flow.ResolveAsync(handle, Region, ResolveAction.Skip);

        var result = await LaunchBuilder.ResultAsync(handle);
        result.Outcome.ShouldBe(OperationOutcome.Completed, result.Summary);
        result.Regions.Select(region => region.State).ShouldBe([ItemState.Skipped, ItemState.Done]);
        Instances(flow).ShouldBeEmpty();
        Instances(flow, "cn-beijing").Count.ShouldBe(3);
    }

    [Fact]
    public async Task ARefusalThatNobodyCanPutRight_FailsTheRegion()
    {
        await using var flow = await StartAsync();
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "RunInstances", Nth = 2, Code = "InvalidHostName.Malformed", HttpStatus = 400 });

        var result = await Launch(flow, Own(flow), Region).RunAsync();

        result.Outcome.ShouldBe(OperationOutcome.Failed);
        result.Regions[0].Error!.Code.ShouldBe("InvalidHostName.Malformed");
        result.Regions[0].Error!.Remedy.ShouldBe("correct what ECS refuses, then launch under a new version");
    }

    private static FlowOptions Options => new() { Trust = LaunchBuilder.Allowing(new FlowOptions().Trust) };

    private Task<Flow> StartAsync() => Flow.StartAsync(server, Options);

    private static LaunchBuilder Launch(Flow flow, string image, params string[] regions) => new(flow, image, regions);

    private static string Own(Flow flow) => flow.Simulator.State.AddImage(Ours, new() { Region = Region, Name = "built-here" });

    private static IReadOnlyList<SimulatedInstance> Instances(Flow flow, string region = Region) => flow.Simulator.State.Instances(Ours, region);

    // Of the region's zones, in order.
    private static void Stock(Flow flow, params int[] left)
    {
        for (var i = 0; i < left.Length; i++)
        {
            flow.Simulator.State.SetStock(LaunchBuilder.Zone(Region, i), Type, left[i]);
        }
    }

    private static IReadOnlyList<SimulatedRequest> Runs(Flow flow) =>
        [.. flow.Simulator.State.Requests.Where(request => request.Action == "RunInstances" && !request.Parameters.ContainsKey("DryRun"))];

    // By the simulator's own book, those that are gone too.
    private static int Made(Flow flow) => flow.Simulator.State.Ledger.Entries
        .Where(entry => entry.Kind == LedgerKind.Instance && entry.Action == "RunInstances" && entry.Effect == LedgerEffect.Made)
        .Select(entry => entry.ResourceId)
        .Distinct(StringComparer.Ordinal)
        .Count();
}
