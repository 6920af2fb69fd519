using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;
using Temporalio.Activities;

namespace SharedImages.Activities.Tests;

public sealed class ImageHubTests
{
    [Fact]
    public async Task ManyThatWaitInOneRegion_ShareOneLook()
    {
        await using var site = await Site.StartAsync();
        var waits = await CopiesAsync(site, 8);
        var before = Looks(site);

        foreach (var attempt in waits.Select(wait => site.AttemptAsync(a => a.WaitImageAsync(wait))).ToList())
        {
            await Failures.LaterAsync(() => attempt);
        }

        (Looks(site) - before).ShouldBe(1);
    }

    [Fact]
    public async Task ALook_IsOldAfterHalfTheShortestDelay()
    {
        await using var site = await Site.StartAsync();
        var wait = (await CopiesAsync(site, 1))[0];
        var before = Looks(site);

        await Failures.LaterAsync(() => site.AttemptAsync(a => a.WaitImageAsync(wait)));
        site.Time.Advance((Site.Waiting.ShortestDelay / 2) - TimeSpan.FromMilliseconds(1));
        await Failures.LaterAsync(() => site.AttemptAsync(a => a.WaitImageAsync(wait)));
        (Looks(site) - before).ShouldBe(1);

        site.Time.Advance(TimeSpan.FromMilliseconds(1));
        await Failures.LaterAsync(() => site.AttemptAsync(a => a.WaitImageAsync(wait)));
        (Looks(site) - before).ShouldBe(2);
    }

    [Fact]
    public async Task ALookOfASlowRegion_IsSharedUntilItIsAnswered()
    {
        await using var site = await Site.StartAsync();
        var waits = await CopiesAsync(site, 2);
        var before = Looks(site);
        var held = site.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "DescribeImages" });
        var first = site.AttemptAsync(a => a.WaitImageAsync(waits[0]));
        await held.Holding;

        site.Time.Advance(Site.Waiting.ShortestDelay);
        var second = site.AttemptAsync(a => a.WaitImageAsync(waits[1]));
        held.Release();

        await Failures.LaterAsync(() => first);
        await Failures.LaterAsync(() => second);
        (Looks(site) - before).ShouldBe(1);
    }

    [Fact]
    public async Task AnImageThatIsNoLongerBeingMade_IsLookedUpAlone()
    {
        await using var site = await Site.StartAsync();
        var wait = (await CopiesAsync(site, 1))[0];
        site.Time.Advance(TimeSpan.FromMinutes(2));

        await site.AttemptAsync(a => a.WaitImageAsync(wait));

        site.Simulator.State.Requests[^1].Parameters["ImageId"].ShouldBe(wait.ImageId);
    }

    [Fact]
    public async Task AFailedLook_IsNotServedAgain()
    {
        await using var site = await Site.StartAsync();
        var wait = (await CopiesAsync(site, 1))[0];
        site.Simulator.Faults.Add(new() { Kind = FaultKind.ServerError, Action = "DescribeImages" });

        (await Failures.LaterAsync(() => site.AttemptAsync(a => a.WaitImageAsync(wait)))).ErrorType.ShouldBe("Transient");
        (await Failures.LaterAsync(() => site.AttemptAsync(a => a.WaitImageAsync(wait)))).ErrorType.ShouldBe("NotReady");
    }

    [Fact]
    public async Task AWaiterThatIsCancelled_DoesNotEndTheLookOfTheOthers()
    {
        await using var site = await Site.StartAsync();
        var waits = await CopiesAsync(site, 2);
        var before = Looks(site);
        var held = site.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "DescribeImages" });
        var environment = site.Environment(site.Attempt(1, TimeSpan.Zero));
        var canceled = environment.RunAsync(() => site.Activities.WaitImageAsync(waits[0]));
        await held.Holding;
        var other = site.AttemptAsync(a => a.WaitImageAsync(waits[1]));

        environment.Cancel(ActivityCancelReason.CancelRequested);
        await Should.ThrowAsync<OperationCanceledException>(() => canceled);
        held.Release();

        (await Failures.LaterAsync(() => other)).ErrorType.ShouldBe("NotReady");
        (Looks(site) - before).ShouldBe(1);
    }

    [Fact]
    public async Task EachRegion_HasALookOfItsOwn()
    {
        await using var site = await Site.StartAsync();
        var home = (await CopiesAsync(site, 1))[0];
        var before = Looks(site);

        await Failures.LaterAsync(() => site.AttemptAsync(a => a.WaitImageAsync(home)));
        await Failures.LaterAsync(() => site.AttemptAsync(a => a.WaitImageAsync(home with { Region = Site.Target }), site.Attempt(1, TimeSpan.Zero) with { ActivityId = "another" }));

        // Its own look, then the image alone, which is in the other region.
        (Looks(site) - before).ShouldBe(3);
    }

    private static int Looks(Site site) => site.Simulator.State.Requests.Count(request => request.Action == "DescribeImages");

    private static async Task<IReadOnlyList<WaitImageRequest>> CopiesAsync(Site site, int count)
    {
        var waits = new List<WaitImageRequest>();
        foreach (var name in Enumerable.Range(1, count).Select(number => $"copy-{number}"))
        {
            var copy = await site.AttemptAsync(a => a.CopyImageAsync(Copies.Request(name) with { ImageName = name }));
            waits.Add(new(Site.Home, copy.ImageId, SimulatorWorld.OurAccount, Site.Home, site.Time.GetUtcNow()));
        }

        return waits;
    }
}
