using System.Globalization;
using NSubstitute;
using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class ImageSharingTests
{
    private const string Own = SimulatorWorld.OurAccount;

    private static readonly IReadOnlyList<string> Many = [.. Enumerable.Range(1, 23).Select(number => (7000000000000000 + number).ToString(CultureInfo.InvariantCulture))];

    [Fact]
    public async Task Share_ManyAccounts_GoInTensAndAreReadBack()
    {
        await using var site = await ManyAsync();
        var image = Add(site);

        var shared = await site.AttemptAsync(a => a.ShareImageAsync(new(Site.Home, image, Own, Many)));

        shared.ShouldBe(Many, ignoreOrder: true);
        site.Simulator.State.Shares(image).ShouldBe(Many, ignoreOrder: true);
        Calls(site).ShouldBe([10, 10, 3]);
    }

    [Fact]
    public async Task Share_SomeAlreadyThere_AsksForTheRestOnly()
    {
        await using var site = await ManyAsync();
        var image = Add(site, [.. Many.Take(20)]);

        var shared = await site.AttemptAsync(a => a.ShareImageAsync(new(Site.Home, image, Own, Many)));

        shared.ShouldBe(Many, ignoreOrder: true);
        Calls(site).ShouldBe([3]);
    }

    [Fact]
    public async Task Share_Twice_CallsOnce()
    {
        await using var site = await Site.StartAsync();
        var image = Add(site);

        await site.AttemptAsync(a => a.ShareImageAsync(new(Site.Home, image, Own, [SimulatorWorld.ConsumerAccount])));
        var again = await site.AttemptAsync(a => a.ShareImageAsync(new(Site.Home, image, Own, [SimulatorWorld.ConsumerAccount])));

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

        await Failures.LaterAsync(() => run.AttemptAsync(a => a.ShareImageAsync(new(Site.Home, image, Own, [SimulatorWorld.ConsumerAccount]))));

        (await run.AttemptAsync(a => a.ShareImageAsync(new(Site.Home, image, Own, [SimulatorWorld.ConsumerAccount])))).ShouldBe([SimulatorWorld.ConsumerAccount]);
        Calls(site).ShouldBe([1]);
    }

    [Fact]
    public async Task Share_WhenAllHaveIt_TheImageIsMarkedAsDoneOnce()
    {
        await using var site = await Site.StartAsync();
        var image = Add(site);

        await site.AttemptAsync(a => a.ShareImageAsync(new(Site.Home, image, Own, [SimulatorWorld.ConsumerAccount])));
        await site.AttemptAsync(a => a.ShareImageAsync(new(Site.Home, image, Own, [SimulatorWorld.ConsumerAccount])));

        site.Simulator.State.Image(image).Tags["sharedimages:done"].ShouldBe("true");
        site.Writes.ShouldBe(["ModifyImageSharePermission", "TagResources"]);
    }

    [Fact]
    public async Task Share_WithNobody_TheImageIsMarkedAsDone()
    {
        await using var site = await Site.StartAsync();
        var image = Add(site);

        (await site.AttemptAsync(a => a.ShareImageAsync(new(Site.Home, image, Own, [])))).ShouldBeEmpty();

        site.Simulator.State.Image(image).Tags["sharedimages:done"].ShouldBe("true");
        site.Writes.ShouldBe(["TagResources"]);
    }

    [Fact]
    public async Task Share_NotAllHaveItYet_TheImageIsNotMarkedAsDone()
    {
        await using var site = await Site.StartAsync();
        var image = Add(site);
        site.Simulator.Faults.Add(new() { Kind = FaultKind.ServerError, Action = "ModifyImageSharePermission" });

        await Failures.LaterAsync(() => site.AttemptAsync(a => a.ShareImageAsync(new(Site.Home, image, Own, [SimulatorWorld.ConsumerAccount]))));

        site.Simulator.State.Image(image).Tags.ShouldNotContainKey("sharedimages:done");
    }

    [Fact]
    public async Task Share_ImageThatIsNotVisible_IsWaitedForThenNotFound()
    {
        await using var site = await Site.StartAsync();
        var run = new ActivityRun(site);
        Task ShareAsync() => run.AttemptAsync(a => a.ShareImageAsync(new(Site.Home, "m-bp1nosuchimage00000", Own, [])));

        (await Failures.LaterAsync(ShareAsync)).Message.ShouldBe("cn-hangzhou m-bp1nosuchimage00000 is not visible");
        site.Time.Advance(Site.Waiting.Patience);
        var error = await Failures.FinalAsync(ShareAsync);

        error.Kind.ShouldBe(StepErrorKind.NotFound);
        error.Message.ShouldBe("cn-hangzhou m-bp1nosuchimage00000 is gone");
    }

    [Fact]
    public async Task Share_RecipientNotOnTheList_IsRefusedBeforeTheCall()
    {
        await using var site = await Site.StartAsync();
        var image = Add(site);

        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => a.ShareImageAsync(
            new(Site.Home, image, Own, [SimulatorWorld.ConsumerAccount, SimulatorWorld.SecondConsumerAccount]))));

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
        var ecs = Site.Scripted();
        ecs.DescribeImagesAsync(default!, default).ReturnsForAnyArgs([Copies.Shown("m-1")]);
        ecs.DescribeImageSharePermissionAsync(default!, default).ReturnsForAnyArgs([]);
        var activities = site.ActivitiesOn(ecs);
        var run = new ActivityRun(site);

        var failure = await Failures.LaterAsync(() => run.AttemptAsync(_ => activities.ShareImageAsync(new(Site.Home, "m-1", Own, [SimulatorWorld.ConsumerAccount]))));
        site.Time.Advance(Site.Waiting.Patience);
        var error = await Failures.FinalAsync(() => run.AttemptAsync(_ => activities.ShareImageAsync(new(Site.Home, "m-1", Own, [SimulatorWorld.ConsumerAccount]))));

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
        var image = site.Add(Copies.Request());

        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => a.ShareImageAsync(new(Site.Home, image, Own, [SimulatorWorld.ConsumerAccount]))));

        error.Kind.ShouldBe(StepErrorKind.Permission);
        error.Remedy.ShouldContain("AliyunECSShareEncryptImageDefaultRole");
    }

    [Fact]
    public async Task Unshare_TakesBackTheseInTensAndLeavesOthers()
    {
        await using var site = await ManyAsync();
        var image = Add(site, Many);

        await site.AttemptAsync(a => a.UnshareImageAsync(new(Site.Home, image, Own, [.. Many.Skip(1)])));

        site.Simulator.State.Shares(image).ShouldBe([Many[0]]);
        Calls(site).ShouldBe([10, 10, 2]);
    }

    [Fact]
    public async Task Unshare_Twice_IsDone()
    {
        await using var site = await ManyAsync();
        var image = Add(site, [Many[0]]);

        await site.AttemptAsync(a => a.UnshareImageAsync(new(Site.Home, image, Own, [Many[0]])));
        await site.AttemptAsync(a => a.UnshareImageAsync(new(Site.Home, image, Own, [Many[0]])));

        site.Simulator.State.Shares(image).ShouldBeEmpty();
    }

    [Fact]
    public async Task Unshare_AnImageThatIsGone_IsDone()
    {
        await using var site = await Site.StartAsync();

        await site.AttemptAsync(a => a.UnshareImageAsync(new(Site.Home, "m-bp1nosuchimage00000", Own, [SimulatorWorld.ConsumerAccount])));
    }

    [Fact]
    public async Task Unshare_StillListed_IsLookedForForAsLongAsItTakes()
    {
        // The simulator takes a share back at once.
        await using var site = await Site.StartAsync();
        var ecs = Site.Scripted();
        ecs.DescribeImagesAsync(default!, default).ReturnsForAnyArgs([Copies.Shown("m-1")]);
        ecs.DescribeImageSharePermissionAsync(default!, default).ReturnsForAnyArgs([new ImageShare(SimulatorWorld.ConsumerAccount)]);
        var activities = site.ActivitiesOn(ecs);

        var failure = await Failures.LaterAsync(() => site.AttemptAsync(
            _ => activities.UnshareImageAsync(new(Site.Home, "m-1", Own, [SimulatorWorld.ConsumerAccount])), site.Attempt(99, TimeSpan.FromDays(2))));

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
        site.Add((Copies.Request() with { Encrypted = false, KmsKeyId = null }).Labelled(), sharedWith);

    /// <summary>How many accounts each call named.</summary>
    private static List<int> Calls(Site site) =>
        [.. site.Simulator.State.Requests
            .Where(request => request.Action == "ModifyImageSharePermission")
            .Select(request => request.Parameters.Keys.Count(key => key.StartsWith("AddAccount.", StringComparison.Ordinal) || key.StartsWith("RemoveAccount.", StringComparison.Ordinal)))];
}
