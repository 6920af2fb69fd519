using SharedImages.Ecs.Simulator;

namespace SharedImages.Flows.Tests;

/// <summary>A channel of an image name is moved from one version to another in all regions, or in none.</summary>
[Trait(FlowServer.Trait, FlowServer.RehearsedAlone)]
public sealed class ChannelTests(FlowServer server)
{
    private const string Other = "cn-shanghai";

    private static readonly string[] Regions = [Flow.Home, Other];

    [Fact]
    public async Task WhatAPromotionLeft_IsPointedToInEveryTarget()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var spec = flow.Spec(Other, "us-east-1").With("name", new GoldenImages(flow).Name);
        var promoted = await Flow.ResultAsync<PromotionResult>(await flow.StartJsonAsync($"promote/{new GoldenImages(flow).Name}/{spec.Version}", spec.ToJson()));
        var images = new GoldenImages(flow);

        var result = await images.RunAsync(images.To(spec.Version).With("reason", "the first one"));

        result.Outcome.ShouldBe(OperationOutcome.Completed, result.Summary);
        result.MovedFrom.ShouldBeEmpty();
        result.Notes.ShouldBeEmpty();
        result.Regions.Select(region => (region.Region, region.ImageId, region.State)).ShouldBe(
            promoted.Regions.Select(region => (region.Region, region.ImageId, ItemState.Done)).Order());
        images.In(Other).ShouldBe([spec.Version]);
        images.In(Flow.Home).ShouldBeEmpty("the intake is not for use");
        var prod = (await images.ChannelsAsync())["prod"];
        (prod.Version, prod.Before, prod.Reason).ShouldBe((spec.Version, null, "the first one"));
        prod.Regions.ShouldBe(promoted.Regions.ToDictionary(region => region.Region, region => region.ImageId!), ignoreOrder: true);
    }

    [Fact]
    public async Task AMove_GivesTheNewOnesTheChannelBeforeAnyOldOneLosesIt()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var images = new GoldenImages(flow);
        images.Add("1", Regions);
        images.Add("2", Regions);
        await images.RunAsync(images.To("1"));

        var result = await images.RunAsync(images.To("2").With("reason", "fixes"));

        result.Summary.ShouldBe($"{images.Name} prod points to 2 in 2 regions; before, to 1.");
        (result.Name, result.Version, result.MovedTo).ShouldBe((images.Name, "prod", "2"));
        result.MovedFrom.ShouldBe(["1"]);
        Regions.ShouldAllBe(region => images.In(region).Single() == "2");
        Writes(flow).ShouldBe(["TagResources", "TagResources", "TagResources", "TagResources", "UntagResources", "UntagResources"]);
        var moves = await images.MovesAsync();
        moves.Select(move => (move.Channel, move.Version, string.Join(' ', move.From), move.Reason)).ShouldBe([("prod", "1", "", null), ("prod", "2", "1", "fixes")]);
        var prod = (await images.ChannelsAsync())["prod"];
        (prod.Version, prod.Before).ShouldBe(("2", "1"));
        await Histories.ReplayAsync(images.History);
    }

    [Fact]
    public async Task TheSameAgain_ChangesNothingAndIsNoted()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var images = new GoldenImages(flow);
        images.Add("1", Regions);
        await images.RunAsync(images.To("1"));

        var again = await images.RunAsync(images.To("1"));

        again.Outcome.ShouldBe(OperationOutcome.Completed);
        again.Summary.ShouldBe($"{images.Name} prod points to 1 in 2 regions.");
        Writes(flow).Count.ShouldBe(2);
        (await images.MovesAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task ChannelsOfOneName_AreEachOnesOwn()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var images = new GoldenImages(flow);
        images.Add("1", Regions);
        images.Add("2", Regions);
        await images.RunAsync(images.To("1"));

        await images.RunAsync(images.To("2", "dev"));

        images.In(Other).ShouldBe(["1"]);
        images.In(Other, "dev").ShouldBe(["2"]);
        (await images.MovesAsync()).Select(move => move.Channel).ShouldBe(["prod", "dev"]);
        (await images.ChannelsAsync()).Select(channel => (channel.Key, channel.Value.Version)).ShouldBe([("dev", "2"), ("prod", "1")], ignoreOrder: true);
    }

    [Fact]
    public async Task WhatCanBeKnown_IsRefusedBeforeTheFirstWriteAllAtOnce()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var images = new GoldenImages(flow);
        images.Add("1", [.. Regions, "us-east-1"]);
        await images.RunAsync(images.To("1"));
        var recalled = images.AddOne("2", Flow.Home, (Lineage.Mark, "recalled"));
        var unfinished = images.AddOne("2", Other, (Lineage.Done, ""));
        var planted = images.AddOne("0", "eu-central-1", (Lineage.Channel("prod"), "true"), (Lineage.CopyKey, ""));

        var result = await images.RunAsync(images.To("2").Without("xx-nowhere"));

        result.Outcome.ShouldBe(OperationOutcome.Refused);
        result.Refusals.Select(refusal => refusal.Rule).ShouldBe(
            ["channel-without", "mark", "image-finished", "channel-image", "channel-complete", "channel-complete"], ignoreOrder: true);
        result.Summary.ShouldContain("this account has no region xx-nowhere; correct without");
        result.Summary.ShouldContain($"{recalled} in {Flow.Home} is recalled; use another version");
        result.Summary.ShouldContain($"{unfinished} in {Other} is not finished: {images.Name}/2 has not verified and shared it; run the promotion to its end");
        result.Summary.ShouldContain($"eu-central-1/{planted} carries the tag of prod, but not the whole lineage of an image of {images.Name}");
        result.Summary.ShouldContain($"prod points to us-east-1/{images.Id("1", "us-east-1")}, and {images.Name} 2 is not in us-east-1; promote it there, or leave us-east-1 out (without), where prod then points to nothing");
        Writes(flow).Count.ShouldBe(3);
        Regions.ShouldAllBe(region => images.In(region).Single() == "1");
    }

    [Fact]
    public async Task AVersionThatIsNowhere_IsRefused()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var images = new GoldenImages(flow);

        var result = await images.RunAsync(images.To("7"));

        result.Refusals.ShouldBe([new("channel-version", $"no region has a finished image of {images.Name} 7; correct the version, or promote it first")]);
    }

    [Fact]
    public async Task AVersionWhosePromotionStillRuns_IsRefused()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var images = new GoldenImages(flow);
        var spec = flow.Spec(Other).With("name", images.Name);
        images.Add(spec.Version, "us-east-1");
        var held = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldRequest, Action = "DescribeImages", Nth = 1 });
        var promotion = await flow.StartJsonAsync($"promote/{images.Name}/{spec.Version}", spec.ToJson());
        await flow.UntilHeldAsync(held);

        var result = await images.RunAsync(images.To(spec.Version));
        held.Release();
        await promotion.CancelAsync();

        result.Refusals.ShouldBe([new("channel-promotion", $"promote/{images.Name}/{spec.Version} still runs; move the channel when it has ended")]);
        images.In("us-east-1").ShouldBeEmpty();
    }

    [Fact]
    public async Task AnImageThatIsNotSharedAsItsPromotionWasAsked_IsRefused()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var images = new GoldenImages(flow);
        var spec = flow.Spec(Other).With("name", images.Name);
        await Flow.ResultAsync<PromotionResult>(await flow.StartJsonAsync($"promote/{images.Name}/{spec.Version}", spec.ToJson()));
        var image = images.Id(spec.Version, Other);
        flow.Simulator.State.UnshareImage(image, SimulatorWorld.ConsumerAccount);

        var result = await images.RunAsync(images.To(spec.Version));

        result.Refusals.ShouldBe([new(
            "channel-shares",
            $"{Other}/{image} is not shared with {SimulatorWorld.ConsumerAccount}, as its promotion was asked to; share it with them (sharedimages share), or leave {Other} out (without)")]);
    }

    [Fact]
    public async Task APromotionThatTemporalHasForgotten_IsSaid()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var images = new GoldenImages(flow);
        images.Add("1", Regions);

        var result = await images.RunAsync(images.To("1"));

        result.Notes.ShouldBe([$"whether all have the images that promote/{images.Name}/1 shared them with was not checked: Temporal does not know that run any more"]);
    }

    [Fact]
    public async Task ARegionThatIsLeftOut_PointsToNothing()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var images = new GoldenImages(flow);
        images.Add("1", Regions);
        images.Add("2", Flow.Home);
        await images.RunAsync(images.To("1"));

        var result = await images.RunAsync(images.To("2").Without(Other));

        result.Summary.ShouldBe($"{images.Name} prod points to 2 in 1 region, and to nothing in {Other}; before, to 1.");
        images.In(Flow.Home).ShouldBe(["2"]);
        images.In(Other).ShouldBeEmpty();
        (await images.ChannelsAsync())["prod"].Regions.Keys.ShouldBe([Flow.Home]);
    }

    [Theory]
    [InlineData("TagResources")]
    [InlineData("UntagResources")]
    public async Task ARightThatIsMissing_ParksItsRegion_AndARetryGoesOn(string action)
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var images = new GoldenImages(flow);
        images.Add("1", Regions);
        images.Add("2", Regions);
        await images.RunAsync(images.To("1"));
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = action, Code = "Forbidden.RAM", HttpStatus = 403, Region = Other });
        var handle = await images.StartAsync(images.To("2"));

        var progress = await flow.UntilAsync(handle, now => now.WaitsForDecision);

        var parked = progress.Row(Other);
        parked.Error!.Kind.ShouldBe(StepErrorKind.Permission);
        parked.Error.Remedy.ShouldBe($"grant the worker's RAM identity ecs:{action} in {Other}, then retry; until then regions differ, or abort, and all regions go back to what they had");
        parked.Actions.ShouldBe([ResolveAction.Retry, ResolveAction.Abort]);
        Regions.ShouldAllBe(region => images.In(region).Count > 0);
        images.In(Flow.Home).ShouldBe(action == "TagResources" ? ["1", "2"] : ["2"]);
        flow.Simulator.Faults.Clear();
        await Flow.ResolveAsync(handle, Other, ResolveAction.Retry);
        var result = await Flow.ResultAsync<ChannelResult>(handle);

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        Regions.ShouldAllBe(region => images.In(region).Single() == "2");
    }

    [Theory]
    [InlineData("TagResources")]
    [InlineData("UntagResources")]
    public async Task ARegionThatIsGivenUp_TakesAllOthersBack(string action)
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var images = new GoldenImages(flow);
        images.Add("1", Regions);
        images.Add("2", Regions);
        await images.RunAsync(images.To("1"));
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = action, Code = "Forbidden.RAM", HttpStatus = 403, Region = Other, Times = 1 });
        var handle = await images.StartAsync(images.To("2"));
        await flow.UntilAsync(handle, now => now.WaitsForDecision);

        await Flow.ResolveAsync(handle, Other, ResolveAction.Abort);
        var result = await Flow.ResultAsync<ChannelResult>(handle);

        result.Outcome.ShouldBe(OperationOutcome.Failed);
        result.Summary.ShouldStartWith($"{images.Name} prod was not moved to 2: it was given up at {(action == "TagResources" ? "point" : "release")} ({Other}: ");
        result.Summary.ShouldEndWith(" All regions are as they were before.");
        result.Regions.ShouldAllBe(region => region.State == ItemState.Undone);
        result.Left.ShouldBeEmpty();
        Regions.ShouldAllBe(region => images.In(region).Single() == "1");
        (await images.MovesAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task ARegionThatCannotGoBack_KeepsTheNewOneAndIsNamed()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var images = new GoldenImages(flow);
        images.Add("1", Regions);
        images.Add("2", Regions);
        await images.RunAsync(images.To("1"));
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "UntagResources", Code = "Forbidden.RAM", HttpStatus = 403, Region = Other, Times = 1 });
        var handle = await images.StartAsync(images.To("2"));
        await flow.UntilAsync(handle, now => now.WaitsForDecision);
        var gone = images.Id("1", Flow.Home);
        await flow.DeleteAsync(Flow.Home, gone);

        await Flow.ResolveAsync(handle, Other, ResolveAction.Abort);
        var result = await Flow.ResultAsync<ChannelResult>(handle);

        result.Outcome.ShouldBe(OperationOutcome.Failed);
        result.Summary.ShouldEndWith($" Not as before: channel prod in {Flow.Home}; the other regions are.");
        var left = result.Left.ShouldHaveSingleItem();
        left.Error!.Message.ShouldBe($"{Flow.Home}: {gone} is gone");
        images.In(Flow.Home).ShouldBe(["2"], "never none");
        images.In(Other).ShouldBe(["1"]);
    }

    [Fact]
    public async Task Canceled_AllRegionsAreAsBefore()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var images = new GoldenImages(flow);
        images.Add("1", Regions);
        images.Add("2", [.. Regions, "us-east-1"]);
        await images.RunAsync(images.To("1"));
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "UntagResources", Code = "Forbidden.RAM", HttpStatus = 403, Region = Other, Times = 1 });
        var handle = await images.StartAsync(images.To("2"));
        await flow.UntilAsync(handle, now => now.WaitsForDecision);
        images.In("us-east-1").ShouldBe(["2"]);

        await handle.CancelAsync();
        var result = await Flow.CanceledAsync<ChannelResult>(handle);

        result.Outcome.ShouldBe(OperationOutcome.Canceled);
        result.Summary.ShouldBe($"{images.Name} prod was canceled. All regions are as they were before.");
        Regions.ShouldAllBe(region => images.In(region).Single() == "1");
        images.In("us-east-1").ShouldBeEmpty("it pointed to nothing there");
    }

    [Fact]
    public async Task ASpecThatIsWrong_EndsTheRunWithAllErrors()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var images = new GoldenImages(flow);

        var result = await images.RunAsync(images.To("2", "canary").With("versions", 1));

        result.Outcome.ShouldBe(OperationOutcome.Refused);
        result.Errors.Select(error => error.Path).ShouldBe(["channel", "versions"], ignoreOrder: true);
    }

    [Fact]
    public async Task AnotherId_IsRefused()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var images = new GoldenImages(flow);

        var result = await Flow.ResultAsync<ChannelResult>(await flow.StartJsonAsync($"channel/{images.Name}/dev", images.To("1").ToJson()));

        result.Refusals.ShouldHaveSingleItem().Rule.ShouldBe("workflow-id");
    }

    private static IReadOnlyList<string> Writes(Flow flow) =>
        [.. flow.Simulator.State.Requests.Select(request => request.Action).Where(action => action is "TagResources" or "UntagResources")];
}
