using NSubstitute;
using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class ImageRemoverTests
{
    private const string NoSuchImage = "m-bp1nosuchimage00000";

    [Fact]
    public async Task Remove_RunningCopy_IsCancelledAndItsSnapshotsDeletedAfterwards()
    {
        await using var site = await Site.StartAsync();
        var image = await MadeAsync(site);

        var snapshots = await site.AttemptAsync(a => a.ReadSnapshotsAsync(image));
        await RemoveAsync(site, image);
        site.Simulator.State.Snapshots(SimulatorWorld.OurAccount).Select(snapshot => snapshot.SnapshotId).ShouldBe(snapshots);
        await site.AttemptAsync(a => a.RemoveSnapshotsAsync(new(Site.Home, snapshots)));

        Writes(site).ShouldBe(["CopyImage", "CancelCopyImage", "DeleteSnapshot"]);
        site.Simulator.State.Images(SimulatorWorld.OurAccount).ShouldBeEmpty();
        site.Simulator.State.Snapshots(SimulatorWorld.OurAccount).ShouldBeEmpty();
    }

    [Fact]
    public async Task Remove_QueuedCopy_IsCancelled()
    {
        await using var site = await Site.StartAsync();
        foreach (var number in Enumerable.Range(1, 5))
        {
            await MadeAsync(site, $"running-{number}");
        }

        var queued = await MadeAsync(site, "queued");
        site.Simulator.State.Image(queued.ImageId).Status.ShouldBe(ImageStatus.Waiting);
        await RemoveAsync(site, queued);

        Writes(site)[^1].ShouldBe("CancelCopyImage");
        site.Simulator.State.Images(SimulatorWorld.OurAccount).ShouldNotContain(image => image.ImageId == queued.ImageId);
    }

    [Fact]
    public async Task Remove_FinishedBetweenTheLookAndTheCancel_IsDeleted()
    {
        await using var site = await Site.StartAsync();
        var image = await MadeAsync(site);
        var held = site.Simulator.Faults.Add(new() { Kind = FaultKind.HoldRequest, Action = "CancelCopyImage" });

        var removal = RemoveAsync(site, image);
        await held.Holding;
        site.Time.Advance(TimeSpan.FromMinutes(5));
        held.Release();
        await removal;

        Writes(site).ShouldBe(["CopyImage", "CancelCopyImage", "DeleteImage"]);
        site.Simulator.State.Images(SimulatorWorld.OurAccount).ShouldBeEmpty();
    }

    [Fact]
    public async Task Remove_FailedCopy_IsDeleted()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.FailCopy, Action = "CopyImage" });
        var image = await MadeAsync(site);
        site.Time.Advance(TimeSpan.FromMinutes(5));

        await RemoveAsync(site, image);

        site.Simulator.State.Images(SimulatorWorld.OurAccount).ShouldBeEmpty();
    }

    [Fact]
    public async Task Remove_SharedImage_IsUnsharedFirst()
    {
        await using var site = await Site.StartAsync();
        var id = site.Simulator.State.AddImage(SimulatorWorld.OurAccount, new() { Region = Site.Home, Name = "shared", SharedWith = [SimulatorWorld.ConsumerAccount] });

        await RemoveAsync(site, new(Site.Home, id, site.Time.GetUtcNow()));

        Writes(site).ShouldBe(["ModifyImageSharePermission", "DeleteImage"]);
        site.Simulator.State.Images(SimulatorWorld.OurAccount).ShouldBeEmpty();
    }

    [Fact]
    public async Task Remove_ImageThatIsBeingCopied_WaitsForTheCopy()
    {
        await using var site = await Site.StartAsync();
        var image = await MadeAsync(site);
        site.Time.Advance(TimeSpan.FromMinutes(5));
        var further = Site.Copy("token-2") with { Hop = Hop.Distribution, FromImageId = image.ImageId, ToRegion = Site.Target, KmsKeyId = Site.KeyIn(Site.Target) };
        await site.AttemptAsync(a => a.CopyImageAsync(further));
        var run = new ActivityRun(site);

        (await Failures.LaterAsync(() => run.AttemptAsync(a => a.RemoveImageAsync(image)))).Message.ShouldContain("OperationDenied.ImageCopying");
        site.Time.Advance(TimeSpan.FromMinutes(5));
        await run.AttemptAsync(a => a.RemoveImageAsync(image));

        site.Simulator.State.Images(SimulatorWorld.OurAccount, Site.Home).ShouldBeEmpty();
    }

    [Fact]
    public async Task Remove_AnswerLost_TheNextAttemptFindsItGone()
    {
        await using var site = await Site.StartAsync();
        var image = await MadeAsync(site);
        site.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = "CancelCopyImage" });
        var run = new ActivityRun(site);

        await Failures.LaterAsync(() => run.AttemptAsync(a => a.RemoveImageAsync(image)));
        run.Details[0].ShouldBe(true);

        // Within the grace: it has been seen, so "not there" means gone.
        await run.AttemptAsync(a => a.RemoveImageAsync(image));
        Writes(site).ShouldBe(["CopyImage", "CancelCopyImage"]);
    }

    [Fact]
    public async Task Remove_NotVisibleYet_IsRemovedWhenItAppears()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.VisibilityLag, Action = "CopyImage", Duration = TimeSpan.FromMinutes(1) });
        var image = await MadeAsync(site);
        var run = new ActivityRun(site);

        var failure = await Failures.LaterAsync(() => run.AttemptAsync(a => a.RemoveImageAsync(image)));
        await Failures.LaterAsync(() => site.AttemptAsync(a => a.ReadSnapshotsAsync(image)));
        failure.Message.ShouldBe($"cn-hangzhou {image.ImageId} is not visible; it may not be so yet");
        site.Time.Advance(TimeSpan.FromMinutes(1));
        await run.AttemptAsync(a => a.RemoveImageAsync(image));

        site.Simulator.State.Images(SimulatorWorld.OurAccount).ShouldBeEmpty();
    }

    [Fact]
    public async Task Remove_NeverVisible_CountsAsGoneOnlyAfterTheGrace()
    {
        await using var site = await Site.StartAsync();
        var image = new MadeImage(Site.Home, NoSuchImage, site.Time.GetUtcNow());

        site.Time.Advance(Site.Waiting.VisibilityGrace - TimeSpan.FromSeconds(1));
        await Failures.LaterAsync(() => RemoveAsync(site, image));
        await Failures.LaterAsync(() => site.AttemptAsync(a => a.ReadSnapshotsAsync(image)));
        site.Time.Advance(TimeSpan.FromSeconds(1));
        await RemoveAsync(site, image);

        (await site.AttemptAsync(a => a.ReadSnapshotsAsync(image))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Remove_StillThereAfterwards_IsLookedForAgain()
    {
        // The simulator removes at once.
        await using var site = await Site.StartAsync();
        var ecs = Substitute.For<IEcsClient>();
        ecs.DescribeImagesAsync(default!, default).ReturnsForAnyArgs([new() { ImageId = "m-1", Status = ImageStatus.Available }]);
        ecs.DescribeImageSharePermissionAsync(default!, default).ReturnsForAnyArgs([]);
        var activities = new PromotionActivities(ecs, () => site.Trust, Site.Waiting, site.Time);

        var failure = await Failures.LaterAsync(() => site.AttemptAsync(_ => activities.RemoveImageAsync(new(Site.Home, "m-1", site.Time.GetUtcNow()))));

        failure.Message.ShouldBe("cn-hangzhou m-1 is still there (Available)");
        await ecs.Received(1).DeleteImageAsync(new(Site.Home, "m-1"), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Remove_RefusedForGood_SaysWhy()
    {
        await using var site = await Site.StartAsync();
        var image = await MadeAsync(site);
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "CancelCopyImage", Code = "Forbidden.RAM", HttpStatus = 403 });

        var error = await Failures.FinalAsync(() => RemoveAsync(site, image));

        error.Kind.ShouldBe(StepErrorKind.Permission);
        error.Remedy.ShouldBe("grant the worker's RAM identity ecs:CancelCopyImage in cn-hangzhou");
    }

    [Fact]
    public async Task RemoveSnapshots_BehindAnImage_WaitsUntilItIsGone()
    {
        await using var site = await Site.StartAsync();
        var image = await MadeAsync(site);
        var snapshots = new SnapshotsRef(Site.Home, await site.AttemptAsync(a => a.ReadSnapshotsAsync(image)));
        var run = new ActivityRun(site);

        (await Failures.LaterAsync(() => run.AttemptAsync(a => a.RemoveSnapshotsAsync(snapshots)))).Message.ShouldContain("SnapshotCreatedImage");
        await RemoveAsync(site, image);
        await run.AttemptAsync(a => a.RemoveSnapshotsAsync(snapshots));

        site.Simulator.State.Snapshots(SimulatorWorld.OurAccount).ShouldBeEmpty();
    }

    [Fact]
    public async Task RemoveSnapshots_Twice_IsDone()
    {
        await using var site = await Site.StartAsync();

        await site.AttemptAsync(a => a.RemoveSnapshotsAsync(new(Site.Home, ["s-bp1nosuchsnapshot0"])));
    }

    [Fact]
    public async Task RemoveSnapshots_StillThereAfterwards_IsLookedForAgain()
    {
        // The simulator removes at once.
        await using var site = await Site.StartAsync();
        var ecs = Substitute.For<IEcsClient>();
        ecs.DescribeSnapshotsAsync(default!, default).ReturnsForAnyArgs([new("s-1", "accomplished", 100, false, "", "")]);
        var activities = new PromotionActivities(ecs, () => site.Trust, Site.Waiting, site.Time);

        (await Failures.LaterAsync(() => site.AttemptAsync(_ => activities.RemoveSnapshotsAsync(new(Site.Home, ["s-1", "s-2"]))))).Message
            .ShouldBe("cn-hangzhou: 1 snapshots are still there");
    }

    [Fact]
    public async Task FindLeftovers_ByRunTagAndById()
    {
        await using var site = await Site.StartAsync();
        var image = await MadeAsync(site);
        var snapshots = site.Simulator.State.Image(image.ImageId).SnapshotIds;
        var untagged = site.Simulator.State.AddImage(SimulatorWorld.OurAccount, new() { Region = Site.Home, Name = "untagged" });

        var left = await site.AttemptAsync(a => a.FindLeftoversAsync(new(Site.Home, "run-1", [image.ImageId, untagged, NoSuchImage], [.. snapshots, "s-bp1nosuchsnapshot0"])));

        left.ImageIds.ShouldBe([image.ImageId, untagged]);
        left.SnapshotIds.ShouldBe(snapshots);
    }

    [Fact]
    public async Task FindLeftovers_OfAnotherRun_AreNotItsOwn()
    {
        await using var site = await Site.StartAsync();
        await MadeAsync(site);

        var left = await site.AttemptAsync(a => a.FindLeftoversAsync(new(Site.Home, "run-2", [], [])));

        left.ImageIds.ShouldBeEmpty();
        left.SnapshotIds.ShouldBeEmpty();
    }

    [Fact]
    public async Task FindLeftovers_MoreSnapshotsThanOneRequestTakes_FindsThemAll()
    {
        await using var site = await Site.StartAsync();
        var first = site.Simulator.State.Image((await MadeAsync(site, "first")).ImageId).SnapshotIds;
        var last = site.Simulator.State.Image((await MadeAsync(site, "last")).ImageId).SnapshotIds;
        var gone = Enumerable.Range(1, 200).Select(number => $"s-bp1gone{number}");

        var left = await site.AttemptAsync(a => a.FindLeftoversAsync(new(Site.Home, "run-2", [], [.. first, .. gone, .. last])));

        left.SnapshotIds.ShouldBe([.. first, .. last]);
    }

    private static async Task<MadeImage> MadeAsync(Site site, string name = "web-base-intake") => new(
        Site.Home,
        (await site.AttemptAsync(a => a.CopyImageAsync(Site.Copy(name) with { ImageName = name }))).ImageId,
        site.Time.GetUtcNow());

    private static Task RemoveAsync(Site site, MadeImage image) => site.AttemptAsync(a => a.RemoveImageAsync(image));

    private static List<string> Writes(Site site) =>
        [.. site.Simulator.State.Requests.Select(request => request.Action).Where(action => !action.StartsWith("Describe", StringComparison.Ordinal) && action != "GetCallerIdentity")];
}
