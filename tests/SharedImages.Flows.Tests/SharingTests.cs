using System.Globalization;
using SharedImages.Ecs.Simulator;
using Temporalio.Exceptions;

namespace SharedImages.Flows.Tests;

public sealed class SharingTests(FlowServer server)
{
    private const string Ours = SimulatorWorld.OurAccount;
    private const string Consumer = SimulatorWorld.ConsumerAccount;
    private const string Second = SimulatorWorld.SecondConsumerAccount;
    private static readonly FlowOptions Both = new() { Trust = new() { TrustedOwners = [SimulatorWorld.PublisherAccount], ShareRecipients = [Consumer, Second] } };

    [Fact]
    public async Task WhatAPromotionLeft_IsSharedAndTakenBackInEveryRegion()
    {
        await using var flow = await Flow.StartAsync(server, Both);
        var promoted = await flow.RunAsync(flow.Spec("cn-shanghai", "us-east-1"));

        var result = await flow.RunAsync(flow.Sharing().OfPromotion().Add(Second).Remove(Consumer).With("confirmed", true));

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        result.Images.Select(image => image.ImageId).ShouldBe(promoted.Regions.Select(region => region.ImageId), ignoreOrder: true);
        result.Images.ShouldAllBe(image => image.State == ItemState.Done);
        foreach (var image in result.Images)
        {
            image.Added.ShouldBe([Second]);
            image.Removed.ShouldBe([Consumer]);
            image.SharedWith.ShouldBe([Second]);
            flow.Simulator.State.Shares(image.ImageId).ShouldBe([Second]);
        }

        result.Losses.ShouldHaveSingleItem().ShouldStartWith($"{Consumer} loses ");
        flow.OurImages(Flow.Home).ShouldHaveSingleItem().SharedWith.ShouldBeEmpty("the intake is not for use");
    }

    [Fact]
    public async Task TheSameAgain_ActsAgainAndLeavesAloneWhatIsSo()
    {
        await using var flow = await Flow.StartAsync(server, Both);
        var image = AddOwn(flow);
        var spec = flow.Sharing().OfImages((Flow.Home, image)).Add(Consumer);
        await flow.RunAsync(spec);

        var again = await flow.RunAsync(spec);

        again.Outcome.ShouldBe(OperationOutcome.Completed);
        again.Images.ShouldHaveSingleItem().SharedWith.ShouldBe([Consumer]);
        again.Images[0].Added.ShouldBeEmpty();
        Changes(flow).ShouldBe(1);
    }

    [Fact]
    public async Task TakingBackWithoutConfirmation_SaysWhoLosesWhatAndDoesNothing()
    {
        await using var flow = await Flow.StartAsync(server, Both);
        var image = AddOwn(flow, Consumer);

        var result = await flow.RunAsync(flow.Sharing().OfImages((Flow.Home, image)).Remove(Consumer));

        result.Outcome.ShouldBe(OperationOutcome.Refused);
        var refusal = result.Refusals.ShouldHaveSingleItem();
        refusal.Rule.ShouldBe("confirm-unsharing");
        refusal.Message.ShouldBe($"{Consumer} loses {Flow.Home}/{image}. An account without it can no longer see the image, launch from it or put it on a system disk; its instances run on, but their system disks cannot be re-initialised; its launch templates and scaling groups that name the image fail at their next launch; copies that it has made stay. If that is wanted, say confirmed: true, or --yes on the command line");
        Changes(flow).ShouldBe(0);
    }

    [Fact]
    public async Task WhatCanBeKnown_IsRefusedBeforeTheFirstWriteAllAtOnce()
    {
        await using var flow = await Flow.StartAsync(server, Both);
        var serviceKey = (await flow.RunAsync(flow.Spec("cn-shanghai").With("targets", new[] { new { region = "cn-shanghai", encrypted = true } }).With("share", null))).Regions.Single().ImageId!;
        var several = flow.Simulator.State.AddImage(Ours, new() { Region = Flow.Home, Name = "several", Disks = [new(40, SpecBuilder.KeyIn(Flow.Home)), new(40, SpecBuilder.KeyIn(Flow.Home))] });
        var before = Changes(flow);
        var spec = flow.Sharing()
            .OfImages(("cn-shanghai", serviceKey), (Flow.Home, several), (Flow.Home, SimulatorWorld.PlainImageId))
            .Add(SimulatorWorld.StrangerAccount, Ours).Remove(Consumer);

        var result = await flow.RunAsync(spec);

        result.Outcome.ShouldBe(OperationOutcome.Refused);
        result.Refusals.Select(refusal => refusal.Rule).ShouldBe(["share-recipient", "share-recipient", "service-key", "one-encrypted-disk", "own-image"]);
        result.Refusals[3].Message.ShouldStartWith($"{Flow.Home}/{several} has several encrypted disks");
        result.Refusals[4].Message.ShouldBe($"{Flow.Home}/{SimulatorWorld.PlainImageId} belongs to {SimulatorWorld.PublisherAccount}, and only its owner can share it; promote it, and share the copy");
        Changes(flow).ShouldBe(before);
    }

    [Fact]
    public async Task TakingBackFromOneWhoDoesNotHaveIt_IsRefused()
    {
        await using var flow = await Flow.StartAsync(server, Both);
        var image = AddOwn(flow, Consumer);

        var result = await flow.RunAsync(flow.Sharing().OfImages((Flow.Home, image)).Remove(Second).With("confirmed", true));

        result.Refusals.ShouldBe([new("shared-with", $"none of the images is shared with {Second}; leave it out of remove")]);
    }

    [Fact]
    public async Task APromotionThatIsNotThere_IsRefused()
    {
        await using var flow = await Flow.StartAsync(server, Both);

        var result = await flow.RunAsync(flow.Sharing().OfPromotion().Add(Consumer));

        result.Refusals.ShouldHaveSingleItem().Message.ShouldStartWith("no promotion web-base/");
    }

    [Fact]
    public async Task AMissingRole_ParksItsImageAlone_AndARetryGoesOn()
    {
        await using var flow = await Flow.StartAsync(server, Both);
        var (first, second) = (AddOwn(flow), AddOwn(flow));
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "ModifyImageSharePermission", Code = "AssumeRoleError", HttpStatus = 403, Image = second });
        var handle = await flow.StartAsync(flow.Sharing().OfImages((Flow.Home, first), (Flow.Home, second)).Add(Consumer));
        var item = $"{Flow.Home}/{second}";

        var parked = (await flow.UntilParkedAsync(handle, item)).Row(item);
        await flow.UntilAsync(handle, progress => progress.Row($"{Flow.Home}/{first}").State == ItemState.Done);

        parked.Error!.Kind.ShouldBe(StepErrorKind.Permission);
        parked.Error.Remedy.ShouldStartWith($"create the role AliyunECSShareEncryptImageDefaultRole in this account, trusted by {Consumer}@ecs.aliyuncs.com");
        parked.Actions.ShouldBe([ResolveAction.Retry, ResolveAction.Skip, ResolveAction.Abort]);
        flow.Simulator.Faults.Clear();
        await Flow.ResolveAsync(handle, item, ResolveAction.Retry);
        var result = await Flow.ResultAsync<SharingResult>(handle);

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        flow.Simulator.State.Shares(second).ShouldBe([Consumer]);
    }

    [Theory]
    [InlineData(ResolveAction.Skip, OperationOutcome.Completed, ItemState.Skipped, "1 of 2 images done, 1 skipped by decision.")]
    [InlineData(ResolveAction.Abort, OperationOutcome.PartlyFailed, ItemState.Failed, "; create the role ")]
    public async Task AParkedImage_IsLeftOutOrGivenUp(ResolveAction action, OperationOutcome outcome, ItemState state, string summary)
    {
        await using var flow = await Flow.StartAsync(server, Both);
        var (first, second) = (AddOwn(flow), AddOwn(flow));
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "ModifyImageSharePermission", Code = "AssumeRoleError", HttpStatus = 403, Image = second });
        var handle = await flow.StartAsync(flow.Sharing().OfImages((Flow.Home, first), (Flow.Home, second)).Add(Consumer));
        var item = $"{Flow.Home}/{second}";
        await flow.UntilParkedAsync(handle, item);
        await flow.UntilAsync(handle, progress => progress.Row($"{Flow.Home}/{first}").State == ItemState.Done);

        await Flow.ResolveAsync(handle, item, action);
        var result = await Flow.ResultAsync<SharingResult>(handle);

        result.Outcome.ShouldBe(outcome);
        result.Images.Single(image => image.ImageId == second).State.ShouldBe(state);
        result.Summary.ShouldContain(summary);
        flow.Simulator.State.Shares(first).ShouldBe([Consumer]);
        flow.Simulator.State.Shares(second).ShouldBeEmpty();
    }

    [Fact]
    public async Task Canceled_SharesAreAsBefore()
    {
        await using var flow = await Flow.StartAsync(server, Both);
        var (first, second) = (AddOwn(flow, Consumer), AddOwn(flow, Consumer));
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "ModifyImageSharePermission", Code = "AssumeRoleError", HttpStatus = 403, Image = second, Times = 1 });
        var handle = await flow.StartAsync(flow.Sharing().OfImages((Flow.Home, first), (Flow.Home, second)).Add(Second).Remove(Consumer).With("confirmed", true));
        await flow.UntilParkedAsync(handle, $"{Flow.Home}/{second}");
        await flow.UntilAsync(handle, progress => progress.Row($"{Flow.Home}/{first}").State == ItemState.Done);
        flow.Simulator.State.Shares(first).ShouldBe([Second]);

        await handle.CancelAsync();
        await Should.ThrowAsync<WorkflowFailedException>(() => handle.GetResultAsync<SharingResult>());

        flow.Simulator.State.Shares(first).ShouldBe([Consumer]);
        flow.Simulator.State.Shares(second).ShouldBe([Consumer]);
        var result = await (await handle.DescribeAsync()).Memo[ContractNames.ResultMemo].ToValueAsync<SharingResult>();
        result.Outcome.ShouldBe(OperationOutcome.Canceled);
        result.Summary.ShouldEndWith("was canceled. The shares of 2 images are as they were before.");
        result.Left.ShouldBeEmpty();
    }

    // Of two images, each taken back from one account and shared with another: four calls.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task CanceledWhileACallIsUnderWay_SharesAreAsBefore(int call)
    {
        await using var flow = await Flow.StartAsync(server, Both);
        var (first, second) = (AddOwn(flow, Consumer), AddOwn(flow, Consumer));
        var held = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "ModifyImageSharePermission", Nth = call, Times = 1 });
        var handle = await flow.StartAsync(flow.Sharing().OfImages((Flow.Home, first), (Flow.Home, second)).Add(Second).Remove(Consumer).With("confirmed", true));
        await flow.UntilHeldAsync(held);

        await handle.CancelAsync();
        held.Release();
        await Should.ThrowAsync<WorkflowFailedException>(() => handle.GetResultAsync<SharingResult>());

        flow.Simulator.State.Shares(first).ShouldBe([Consumer]);
        flow.Simulator.State.Shares(second).ShouldBe([Consumer]);
        (await (await handle.DescribeAsync()).Memo[ContractNames.ResultMemo].ToValueAsync<SharingResult>()).Left.ShouldBeEmpty();
    }

    [Fact]
    public async Task ManyAccounts_GoInTensAndAreReadBack()
    {
        IReadOnlyList<string> many = [.. Enumerable.Range(1, 23).Select(number => (7000000000000000 + number).ToString(CultureInfo.InvariantCulture))];
        var world = SimulatorWorld.Default();
        await using var flow = await Flow.StartAsync(server, new()
        {
            World = world with { Accounts = [.. world.Accounts, .. many.Select(id => new WorldAccount { Id = id })] },
            Trust = new() { ShareRecipients = many },
        });
        var image = AddOwn(flow);

        var result = await flow.RunAsync(flow.Sharing().OfImages((Flow.Home, image)).Add([.. many]));

        result.Images.ShouldHaveSingleItem().SharedWith.ShouldBe(many, ignoreOrder: true);
        flow.Simulator.State.Shares(image).ShouldBe(many, ignoreOrder: true);
        Changes(flow).ShouldBe(3);
    }

    [Fact]
    public async Task ASpecThatIsWrong_EndsTheRunWithAllErrors()
    {
        await using var flow = await Flow.StartAsync(server, Both);

        var result = await flow.RunAsync(flow.Sharing().With("images", Array.Empty<object>()).With("add", new[] { 3 }).With("remvoe", 1));

        result.Outcome.ShouldBe(OperationOutcome.Refused);
        result.Errors.Select(error => error.Path).ShouldBe(["images", "add[0]", "remvoe"], ignoreOrder: true);
    }

    [Fact]
    public async Task AnotherId_IsRefused()
    {
        await using var flow = await Flow.StartAsync(server, Both);
        var image = AddOwn(flow);
        var spec = flow.Sharing().OfImages((Flow.Home, image)).Add(Consumer);

        var result = await Flow.ResultAsync<SharingResult>(await flow.StartJsonAsync($"{spec.WorkflowId}-other", spec.ToJson()));

        result.Refusals.ShouldHaveSingleItem().Rule.ShouldBe("workflow-id");
        Changes(flow).ShouldBe(0);
    }

    private static string AddOwn(Flow flow, params string[] sharedWith) =>
        flow.Simulator.State.AddImage(Ours, new() { Region = Flow.Home, Name = $"own-{flow.OurImages().Count}", SharedWith = sharedWith });

    private static int Changes(Flow flow) => flow.Simulator.State.Requests.Count(request => request.Action == "ModifyImageSharePermission");
}
