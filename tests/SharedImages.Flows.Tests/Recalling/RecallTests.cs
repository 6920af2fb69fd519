using System.Text.Json.Nodes;
using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using Temporalio.Client;

namespace SharedImages.Flows.Tests;

[Trait(FlowServer.Trait, FlowServer.RehearsedAlone)]
public sealed class RecallTests(FlowServer server)
{
    private const string Ours = SimulatorWorld.OurAccount;
    private const string Consumer = SimulatorWorld.ConsumerAccount;
    private const string Source = SimulatorWorld.EncryptedImageId;

    [Fact]
    public async Task AVersion_AndAllThatCameOfIt_GoesOutOfUse()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var promoted = await PromoteAsync(flow, "cn-shanghai", "us-east-1");
        var image = promoted.Regions[0].ImageId!;
        var instance = flow.Simulator.State.AddInstance(Ours, new() { Region = "cn-shanghai", Name = "web-1", Image = image });

        var result = await ComparedAsync(flow, OfFlow(flow));

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        result.Images.Select(recalled => recalled.ImageId).ShouldBe(flow.OurImages().Select(ours => ours.ImageId), ignoreOrder: true);
        result.Images.ShouldAllBe(recalled => recalled.State == ItemState.Done);
        result.Sources.ShouldBe([Source]);
        result.TakenFrom.ShouldBe([Consumer]);
        result.Instances.ShouldBe([new("cn-shanghai", instance, image)]);
        flow.OurImages().ShouldAllBe(ours => ours.Status == ImageStatus.Deprecated && ours.Tags[Lineage.Mark] == "recalled" && ours.SharedWith.Count == 0);
        (await Recalls.RegisterAsync(flow)).ShouldBe([Source, .. flow.OurImages().Select(ours => ours.ImageId)], ignoreOrder: true);
    }

    [Fact]
    public async Task AVersion_TakesAlongWhatWasMadeOfItsSource_AndOfItsCopies()
    {
        await using var flow = await Flow.RehearseAsync(new());
        var images = new GoldenImages(flow);
        var first = images.AddOne("1", "cn-shanghai");
        var twin = images.AddOne("2", "us-east-1");
        var further = images.AddOne("3", "eu-central-1", (Lineage.SourceImage, twin), (Lineage.SourceOwner, Ours));
        var other = images.AddOne("4", "cn-beijing", (Lineage.SourceImage, "m-bp1another0000000001"));
        var partly = flow.Simulator.State.AddImage(Ours, new() { Region = "cn-beijing", Name = "partly", IsCopied = true, Tags = new Dictionary<string, string>(StringComparer.Ordinal) { [Lineage.SourceImage] = Source } });

        var result = await Recalls.RunAsync(flow, Recalls.OfVersion(images.Name, "1"));

        result.Images.Select(image => image.ImageId).ShouldBe([first, twin, further], ignoreOrder: true);
        flow.Simulator.State.Image(other).Status.ShouldBe(ImageStatus.Available);
        flow.Simulator.State.Image(partly).Status.ShouldBe(ImageStatus.Available);
        result.Notes.ShouldHaveSingleItem().ShouldStartWith($"cn-beijing/{partly} carries only a part of the lineage");
    }

    [Fact]
    public async Task AnIntake_TakesAlongWhatWasCopiedFromIt()
    {
        await using var flow = await Flow.RehearseAsync(new());
        await PromoteAsync(flow, "cn-shanghai");
        var intake = flow.OurImages(Flow.Home).Single().ImageId;

        var result = await Recalls.RunAsync(flow, Recalls.OfImage(intake));

        result.Images.Count.ShouldBe(2);
        (await Recalls.RegisterAsync(flow)).ShouldNotContain(Source);
    }

    [Fact]
    public async Task APlan_ListsAll_AndChangesNothing()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var promoted = await PromoteAsync(flow, "cn-shanghai");
        var image = promoted.Regions[0].ImageId!;
        flow.Simulator.State.AddInstance(Ours, new() { Region = "cn-shanghai", Name = "web-1", Image = image });

        var result = await ComparedAsync(flow, OfFlow(flow, plan: true));

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        result.Summary.ShouldEndWith("2 images would be recalled, 0 promotions canceled, 0 channels moved; 1 instance of ours runs from them. Nothing was changed.");
        result.Images.Single(recalled => recalled.ImageId == image).TakenFrom.ShouldBe([Consumer]);
        flow.OurImages().ShouldAllBe(ours => ours.Status == ImageStatus.Available && !ours.Tags.ContainsKey(Lineage.Mark));
        (await Recalls.RegisterAsync(flow)).ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatIsNotOurs_AndOfWhichNothingIsOurs_IsRefused()
    {
        await using var flow = await Flow.StartComparedAsync(server);

        var result = await Recalls.RunAsync(flow, Recalls.OfImage($"m-{flow.Spec().Version}"));

        result.Outcome.ShouldBe(OperationOutcome.Refused);
        result.Refusals.ShouldHaveSingleItem().Rule.ShouldBe("recall-ours");
        (await Recalls.RegisterAsync(flow)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Afterwards_NothingTakesOrSharesIt()
    {
        var options = new FlowOptions();
        await using var flow = await Flow.RehearseAsync(options with { Trust = LaunchBuilder.Allowing(options.Trust) });
        var image = (await PromoteAsync(flow, "cn-shanghai")).Regions[0].ImageId!;
        await Recalls.RunAsync(flow, Recalls.OfImage(Source));

        // As if somebody had taken the mark away: the register counts as well.
        await ByHandAsync(flow, "cn-shanghai", image);
        var again = await Flow.ResultAsync<PromotionResult>(await flow.StartAsync(flow.Spec("us-east-1"), again: true), Histories.ReplayUncomparedAsync);
        var launch = await Flow.ResultAsync<LaunchResult>(await new LaunchBuilder(flow, image, "cn-shanghai").StartAsync(), Histories.ReplayUncomparedAsync);

        again.Refusals.ShouldContain(refusal => refusal.Rule == "recalled" && refusal.Message.StartsWith($"{Source} in {Flow.Home} was recalled"));
        launch.Refusals.ShouldContain(refusal => refusal.Rule == "recalled" && refusal.Message.StartsWith($"{image} in cn-shanghai was recalled"));
        flow.Simulator.State.Image(image).SharedWith.ShouldBeEmpty();
    }

    [Fact]
    public async Task AChannel_GoesToTheVersionBefore_AndIsTakenAwayWhereThereIsNone()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var images = new GoldenImages(flow);
        images.AddOne("1", "cn-shanghai", (Lineage.SourceImage, "m-bp1another0000000001"));
        var bad = images.AddOne("2", "cn-shanghai", (Lineage.SourceImage, "m-bp1another0000000002"));
        await MoveAsync(images, "1");
        await MoveAsync(images, "2");
        var dev = images.AddOne("3", "us-east-1", (Lineage.SourceImage, bad), (Lineage.Channel("dev"), Lineage.ChannelValue));

        var result = await ComparedAsync(flow, Recalls.OfVersion(images.Name, "2"));

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        result.Channels.ShouldBe([new(images.Name, "dev", "3", null, "no version before it is whole and not recalled"), new(images.Name, "prod", "2", "1", null)]);
        images.In("cn-shanghai").ShouldBe(["1"]);
        images.In("us-east-1", "dev").ShouldBeEmpty();
        result.Images.Select(image => image.ImageId).ShouldBe([bad, dev], ignoreOrder: true);
        (await MoveAsync(images, "2")).Refusals.ShouldContain(refusal => refusal.Message == $"{bad} in cn-shanghai is recalled; use another version");
    }

    [Fact]
    public async Task AnOpenPromotion_IsCancelled_AndLeavesNothingThatIsUsed()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        var held = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "ModifyImageSharePermission" });
        var promotion = await flow.StartAsync(flow.Spec("cn-shanghai"));
        await flow.UntilHeldAsync(held);
        var recall = await Recalls.StartAsync(flow, OfFlow(flow));
        await flow.UntilToldToCancelAsync(promotion, "cn-shanghai");
        held.Release();

        var result = await Flow.ResultAsync<RecallResult>(recall, Histories.ReplayUncomparedAsync);

        result.Promotions.ShouldBe([promotion.Id]);
        flow.OurImages().ShouldAllBe(image => image.Status == ImageStatus.Deprecated && image.SharedWith.Count == 0);
    }

    [Fact]
    public async Task ARelease_LetsItBeUsedAgain_AndSaysWhoHadIt()
    {
        await using var flow = await Flow.StartComparedAsync(server);
        await PromoteAsync(flow, "cn-shanghai");
        await Recalls.RunAsync(flow, OfFlow(flow));

        var result = await ComparedAsync(flow, OfFlow(flow, release: true));

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        result.TakenFrom.ShouldBe([Consumer]);
        flow.OurImages().ShouldAllBe(image => image.Status == ImageStatus.Available && !image.Tags.ContainsKey(Lineage.Mark) && image.SharedWith.Count == 0);
        (await Recalls.RegisterAsync(flow)).ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatAnotherRecallLists_IsNotReleased()
    {
        await using var flow = await Flow.RehearseAsync(new());
        var image = (await PromoteAsync(flow, "cn-shanghai")).Regions[0].ImageId!;
        await Recalls.RunAsync(flow, Recalls.OfImage(Source));
        await Recalls.RunAsync(flow, Recalls.OfImage(image));

        var handle = await Recalls.StartAsync(flow, Recalls.OfImage(image) with { Release = true });
        var parked = await flow.UntilAsync(handle, progress => progress.Items.Any(item => item.State == ItemState.Parked));
        await Flow.ResolveAsync(handle, $"cn-shanghai/{image}", ResolveAction.Skip);
        await Flow.ResultAsync<RecallResult>(handle, Histories.ReplayUncomparedAsync);

        parked.Items.Single(item => item.State == ItemState.Parked).Error!.Message.ShouldBe($"{image} is in the register of recalls, by another recall");
        flow.Simulator.State.Image(image).Tags[Lineage.Mark].ShouldBe("recalled");
    }

    [Fact]
    public async Task AStepThatFails_ParksItsImageAlone()
    {
        await using var flow = await Flow.RehearseAsync(new());
        var image = (await PromoteAsync(flow, "cn-shanghai", "us-east-1")).Regions[0].ImageId!;
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "TagResources", Region = "cn-shanghai", Code = "Forbidden.RAM", HttpStatus = 403 });
        var handle = await Recalls.StartAsync(flow, Recalls.OfImage(Source));

        await flow.UntilAsync(handle, progress => progress.Items.Count(item => item.State == ItemState.Done) == 2);
        var others = flow.OurImages().Where(other => other.ImageId != image).ToList();
        await Flow.ResolveAsync(handle, $"cn-shanghai/{image}", ResolveAction.Retry);
        var result = await Flow.ResultAsync<RecallResult>(handle, Histories.ReplayUncomparedAsync);

        others.ShouldAllBe(other => other.Status == ImageStatus.Deprecated);
        result.Outcome.ShouldBe(OperationOutcome.Completed);
        flow.Simulator.State.Image(image).Status.ShouldBe(ImageStatus.Deprecated);
    }

    [Fact]
    public async Task ACancel_StaysRecalled()
    {
        await using var flow = await Flow.RehearseAsync(new());
        var image = (await PromoteAsync(flow, "cn-shanghai")).Regions[0].ImageId!;
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "ModifyImageSharePermission", Region = "cn-shanghai", Code = "Forbidden.RAM", HttpStatus = 403 });
        var handle = await Recalls.StartAsync(flow, Recalls.OfImage(Source));
        await flow.UntilAsync(handle, progress => progress.Items.Any(item => item.State == ItemState.Parked) && progress.Items.Any(item => item.State == ItemState.Done));

        await handle.CancelAsync();
        var result = await Flow.CanceledAsync<RecallResult>(handle, Histories.ReplayUncomparedAsync);

        result.Summary.ShouldBe($"image/{Source} stays recalled, although the rest was canceled: 1 of 2 images withdrawn. Run it again to go on, or release it.");
        flow.Simulator.State.Image(image).Tags[Lineage.Mark].ShouldBe("recalled");
        (await Recalls.RegisterAsync(flow)).ShouldContain(image);
    }

    [Fact]
    public async Task ARegisterThatWasTerminated_StopsAllThatTakesAndShares_AndSaysWhatToDo()
    {
        var options = new FlowOptions();
        await using var flow = await Flow.RehearseAsync(options with { Trust = LaunchBuilder.Allowing(options.Trust) });
        var image = (await PromoteAsync(flow, "cn-shanghai")).Regions[0].ImageId!;
        await flow.Client.GetWorkflowHandle(RecallNames.RegisterId(flow.TaskQueue)).TerminateAsync("by hand");
        var copies = flow.Copies("us-east-1").Count;

        var parked = new List<string>();
        WorkflowHandle[] handles =
        [
            await flow.StartAsync(flow.Spec("us-east-1"), again: true),
            await new LaunchBuilder(flow, image, "cn-shanghai").StartAsync(),
            await flow.StartAsync(flow.Sharing().OfImages(("cn-shanghai", image)).Add(SimulatorWorld.SecondConsumerAccount)),
            await Recalls.StartAsync(flow, Recalls.OfImage(Source)),
        ];
        foreach (var handle in handles)
        {
            var progress = await flow.UntilAsync(handle, progress => progress.Items.Any(item => item.State == ItemState.Parked));
            parked.Add(progress.Items.First(item => item.State == ItemState.Parked).Error!.Sentence());
        }

        parked.ShouldAllBe(sentence => sentence.Contains($"the register of recalls ({RecallNames.RegisterId(flow.TaskQueue)}) has ended, so nothing is taken or shared")
            && sentence.EndsWith("then begin it anew (sharedimages init --recalls) and run the recalls again that it held"));
        (await Worker.RecallRegister.EnsureAsync(flow.Client, flow.TaskQueue)).ShouldBeFalse();
        flow.Copies("us-east-1").Count.ShouldBe(copies);

        await Worker.RecallRegister.BeginAnewAsync(flow.Client, flow.TaskQueue);
        await Flow.ResolveAsync(handles[1], "launch", ResolveAction.Retry);
        (await Flow.ResultAsync<LaunchResult>(handles[1], Histories.ReplayUncomparedAsync)).Outcome.ShouldBe(OperationOutcome.Completed);
    }

    [Fact]
    public async Task ARecalledVersion_CanBeRetired()
    {
        await using var flow = await Flow.RehearseAsync(new());
        await PromoteAsync(flow, "cn-shanghai");
        await Recalls.RunAsync(flow, OfFlow(flow));
        var version = flow.Spec().Version;
        var spec = new JsonObject { ["apiVersion"] = ContractNames.ApiVersion, ["kind"] = RetirementSpec.SpecKind, ["name"] = SpecBuilder.Name, ["version"] = version, ["notice"] = "0s", ["soak"] = "1h" };

        var result = await Flow.ResultAsync<RetirementResult>(await flow.StartJsonAsync(OperationKinds.Retirement.WorkflowId(SpecBuilder.Name, version), spec), Histories.ReplayUncomparedAsync);

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        flow.OurImages().ShouldBeEmpty();
    }

    private static async Task<PromotionResult> PromoteAsync(Flow flow, params string[] regions) =>
        await Flow.ResultAsync<PromotionResult>(await flow.StartAsync(flow.Spec(regions)), Histories.ReplayUncomparedAsync);

    private static async Task<ChannelResult> MoveAsync(GoldenImages images, string version) =>
        await Flow.ResultAsync<ChannelResult>(await images.StartAsync(images.To(version)), Histories.ReplayUncomparedAsync);

    private static Task ByHandAsync(Flow flow, string region, string imageId) => flow.ByHandAsync(async ecs =>
    {
        await ecs.UntagResourcesAsync(new() { RegionId = region, ResourceType = "image", ResourceIds = [imageId], TagKeys = [Lineage.Mark] });
        await ecs.ModifyImageAttributeAsync(new() { RegionId = region, ImageId = imageId, Status = ImageStatus.Available });
    });

    // A server may be shared, and no other test has this version.
    private static RecallSpec OfFlow(Flow flow, bool plan = false, bool release = false) => Recalls.OfVersion(SpecBuilder.Name, flow.Spec().Version) with { Plan = plan, Release = release };

    // Recorded on the server as well.
    private static async Task<RecallResult> ComparedAsync(Flow flow, RecallSpec spec) => await Flow.ResultAsync<RecallResult>(await Recalls.StartAsync(flow, spec));
}
