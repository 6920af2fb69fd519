using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

/// <summary>What a kind whose completed ids run again does when the same id is asked for once more.</summary>
public sealed class OperationStartTests
{
    private const string Consumer = SimulatorWorld.ConsumerAccount;
    private const string Second = SimulatorWorld.SecondConsumerAccount;
    private const string ImageId = "m-bp1ownimage000000001";

    [Fact]
    public async Task AnotherSpecUnderAnOpenId_IsRefusedWithTheDifference_AndRunsWhenThatHasEnded()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var world = SimulatorWorld.Default();
        var (first, second) = (Share([Consumer]), Share([Second]));
        await using var site = await RehearsalSite.StartAsync(world, world.Account(SimulatorWorld.OurAccount), KindPrograms.Of(first).Trust(world, Share([Consumer, Second])), new());
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "ModifyImageSharePermission", Code = "AssumeRoleError", HttpStatus = 403, Times = 1 });
        var image = site.Simulator.State.AddImage(SimulatorWorld.OurAccount, new() { Region = "cn-hangzhou", Id = ImageId, Name = "own" });
        var open = await OperationStart.StartOrJoinAsync(site.Client, Request(first), cancellation);
        await new OperationWatch(open, site.Environment.Time).FollowAsync(_ => { }, stopAtDecision: true, TimeSpan.FromSeconds(1), cancellation);

        (await OperationStart.StartOrJoinAsync(site.Client, Request(first), cancellation)).RunId.ShouldBe(open.RunId);
        var refusal = await Should.ThrowAsync<CommandException>(() => OperationStart.StartOrJoinAsync(site.Client, Request(second), cancellation));

        refusal.Lines.ShouldBe(
        [
            "share/web-base/1 is running with another spec (here = this file, there = that run):",
            $"  add[{Consumer}]: nothing here, {Consumer} there",
            $"  add[{Second}]: {Second} here, nothing there",
            "When it has ended, ask for this once more: sharedimages share spec.yaml",
        ]);
        await open.Handle.ExecuteUpdateAsync<ItemProgress>(ContractNames.Resolve, [new ResolveRequest($"cn-hangzhou/{image}", "share", ResolveAction.Retry)]);
        await open.Handle.GetResultAsync<SharingResult>();
        var next = await OperationStart.StartOrJoinAsync(site.Client, Request(second), cancellation);

        next.RunId.ShouldNotBe(open.RunId);
        (await next.Handle.GetResultAsync<SharingResult>()).Images.ShouldHaveSingleItem().SharedWith.ShouldBe([Consumer, Second], ignoreOrder: true);
    }

    private static SharingSpec Share(IReadOnlyList<string> accounts) => new("web-base", "1", null, [new(null, null, "cn-hangzhou", ImageId)], accounts, [], Confirmed: false);

    private static OperationRequest Request(SharingSpec spec) => new(spec, ContractNames.TaskQueue) { Again = true, Command = "sharedimages share spec.yaml" };
}
