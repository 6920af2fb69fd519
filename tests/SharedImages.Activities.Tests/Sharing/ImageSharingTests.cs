using System.Globalization;
using NSubstitute;
using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class ImageSharingTests
{
    private static readonly IReadOnlyList<string> Many = [.. Enumerable.Range(1, 23).Select(number => (7000000000000000 + number).ToString(CultureInfo.InvariantCulture))];

    [Fact]
    public async Task Share_ManyAccounts_GoInTensAndAreReadBack()
    {
        await using var site = await ManyAsync();
        var image = Add(site);

        var shared = await site.AttemptAsync(a => a.ShareImageAsync(new(Site.Home, image, Many)));

        shared.ShouldBe(Many, ignoreOrder: true);
        site.Simulator.State.Shares(image).ShouldBe(Many, ignoreOrder: true);
        Calls(site).ShouldBe([10, 10, 3]);
    }

    [Fact]
    public async Task Share_SomeAlreadyThere_AsksForTheRestOnly()
    {
        await using var site = await ManyAsync();
        var image = Add(site, [.. Many.Take(20)]);

        var shared = await site.AttemptAsync(a => a.ShareImageAsync(new(Site.Home, image, Many)));

        shared.ShouldBe(Many, ignoreOrder: true);
        Calls(site).ShouldBe([3]);
    }

    [Fact]
    public async Task Share_Twice_CallsOnce()
    {
        await using var site = await Site.StartAsync();
        var image = Add(site);

        await site.AttemptAsync(a => a.ShareImageAsync(new(Site.Home, image, [SimulatorWorld.ConsumerAccount])));
        var again = await site.AttemptAsync(a => a.ShareImageAsync(new(Site.Home, image, [SimulatorWorld.ConsumerAccount])));

        again.ShouldBe([SimulatorWorld.ConsumerAccount]);
        Calls(site).ShouldBe([1]);
    }

    [Fact]
    public async Task Share_AnswerLost_TheNextAttemptFindsItDone()
    {
        await using var site = await Site.StartAsync();
        var image = Add(site);
        site.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = "ModifyImageSharePermission" });
        var run = new ActivityRun(site);

        await Failures.LaterAsync(() => run.AttemptAsync(a => a.ShareImageAsync(new(Site.Home, image, [SimulatorWorld.ConsumerAccount]))));

        (await run.AttemptAsync(a => a.ShareImageAsync(new(Site.Home, image, [SimulatorWorld.ConsumerAccount])))).ShouldBe([SimulatorWorld.ConsumerAccount]);
        Calls(site).ShouldBe([1]);
    }

    [Fact]
    public async Task Share_RecipientNotOnTheList_IsRefusedBeforeTheCall()
    {
        await using var site = await Site.StartAsync();
        var image = Add(site);

        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => a.ShareImageAsync(
            new(Site.Home, image, [SimulatorWorld.ConsumerAccount, SimulatorWorld.SecondConsumerAccount]))));

        error.Kind.ShouldBe(StepErrorKind.Untrusted);
        error.Message.ShouldStartWith($"cn-hangzhou {image}: images may not be shared with 5000000000000005: it is not on this worker's share list; ");
        error.ImageId.ShouldBe(image);
        Calls(site).ShouldBeEmpty();
    }

    [Fact]
    public async Task Share_AcceptedButNotListed_IsLookedForThenTold()
    {
        // The simulator lists a share at once.
        await using var site = await Site.StartAsync();
        var ecs = Substitute.For<IEcsClient>();
        ecs.GetCallerIdentityAsync(default).ReturnsForAnyArgs(new CallerIdentity(SimulatorWorld.OurAccount, "", ""));
        ecs.DescribeImageSharePermissionAsync(default!, default).ReturnsForAnyArgs([]);
        var activities = new PromotionActivities(ecs, () => site.Trust, Site.Waiting, site.Time);
        var run = new ActivityRun(site);

        var failure = await Failures.LaterAsync(() => run.AttemptAsync(_ => activities.ShareImageAsync(new(Site.Home, "m-1", [SimulatorWorld.ConsumerAccount]))));
        site.Time.Advance(Site.Waiting.Patience);
        var error = await Failures.FinalAsync(() => run.AttemptAsync(_ => activities.ShareImageAsync(new(Site.Home, "m-1", [SimulatorWorld.ConsumerAccount]))));

        failure.Message.ShouldBe("cn-hangzhou m-1: not shared with 3000000000000003 yet");
        error.Kind.ShouldBe(StepErrorKind.Unreachable);
        error.Message.ShouldBe("cn-hangzhou m-1: ECS accepts to share it with 3000000000000003, but does not list them");
    }

    [Fact]
    public async Task Share_EncryptedWithoutTheRole_NamesTheRole()
    {
        var world = SimulatorWorld.Default();
        await using var site = await Site.StartAsync(world with
        {
            Accounts = [.. world.Accounts.Select(account => account.Id == SimulatorWorld.OurAccount ? account with { CanShareEncrypted = false } : account)],
        });
        var image = site.Simulator.State.AddImage(SimulatorWorld.OurAccount, new() { Region = Site.Home, Name = "encrypted", Disks = [new(40, Site.KeyIn(Site.Home))] });

        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => a.ShareImageAsync(new(Site.Home, image, [SimulatorWorld.ConsumerAccount]))));

        error.Kind.ShouldBe(StepErrorKind.Permission);
        error.Remedy.ShouldContain("AliyunECSShareEncryptImageDefaultRole");
    }

    [Fact]
    public async Task ReadShares_NamesTheAccounts()
    {
        await using var site = await ManyAsync();

        (await site.AttemptAsync(a => a.ReadSharesAsync(new(Site.Home, Add(site, Many))))).ShouldBe(Many, ignoreOrder: true);
    }

    [Fact]
    public async Task Unshare_TakesBackTheseInTensAndLeavesOthers()
    {
        await using var site = await ManyAsync();
        var image = Add(site, Many);

        await site.AttemptAsync(a => a.UnshareImageAsync(new(Site.Home, image, [.. Many.Skip(1)])));

        site.Simulator.State.Shares(image).ShouldBe([Many[0]]);
        Calls(site).ShouldBe([10, 10, 2]);
    }

    [Fact]
    public async Task Unshare_Twice_IsDone()
    {
        await using var site = await ManyAsync();
        var image = Add(site, [Many[0]]);

        await site.AttemptAsync(a => a.UnshareImageAsync(new(Site.Home, image, [Many[0]])));
        await site.AttemptAsync(a => a.UnshareImageAsync(new(Site.Home, image, [Many[0]])));

        site.Simulator.State.Shares(image).ShouldBeEmpty();
    }

    [Fact]
    public async Task Unshare_AnImageThatIsGone_IsDone()
    {
        await using var site = await Site.StartAsync();

        await site.AttemptAsync(a => a.UnshareImageAsync(new(Site.Home, "m-bp1nosuchimage00000", [SimulatorWorld.ConsumerAccount])));
    }

    [Fact]
    public async Task Unshare_StillListed_IsLookedForForAsLongAsItTakes()
    {
        // The simulator takes a share back at once.
        await using var site = await Site.StartAsync();
        var ecs = Substitute.For<IEcsClient>();
        ecs.DescribeImageSharePermissionAsync(default!, default).ReturnsForAnyArgs([new ImageShare(SimulatorWorld.ConsumerAccount)]);
        var activities = new PromotionActivities(ecs, () => site.Trust, Site.Waiting, site.Time);

        var failure = await Failures.LaterAsync(() => site.AttemptAsync(
            _ => activities.UnshareImageAsync(new(Site.Home, "m-1", [SimulatorWorld.ConsumerAccount])), site.Attempt(99, TimeSpan.FromDays(2))));

        failure.Message.ShouldBe("cn-hangzhou m-1: still shared with 3000000000000003");
    }

    /// <summary>A site whose world has the many accounts, all allowed.</summary>
    private static async Task<Site> ManyAsync()
    {
        var world = SimulatorWorld.Default();
        var site = await Site.StartAsync(world with { Accounts = [.. world.Accounts, .. Many.Select(id => new WorldAccount { Id = id })] });
        site.Trust = site.Trust with { ShareRecipients = Many };
        return site;
    }

    private static string Add(Site site, IReadOnlyList<string>? sharedWith = null) =>
        site.Simulator.State.AddImage(SimulatorWorld.OurAccount, new() { Region = Site.Home, Name = "web-base", SharedWith = sharedWith ?? [] });

    /// <summary>How many accounts each call named.</summary>
    private static List<int> Calls(Site site) =>
        [.. site.Simulator.State.Requests
            .Where(request => request.Action == "ModifyImageSharePermission")
            .Select(request => request.Parameters.Keys.Count(key => key.StartsWith("AddAccount.", StringComparison.Ordinal) || key.StartsWith("RemoveAccount.", StringComparison.Ordinal)))];
}
