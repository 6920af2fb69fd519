using NSubstitute;
using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class ImageRemoverTests
{
    private const string Own = SimulatorWorld.OurAccount;
    private const string NoSuchImage = "m-bp1nosuchimage00000";

    [Fact]
    public async Task Remove_RunningCopy_IsCancelledAndItsSnapshotsDeletedAfterwards()
    {
        await using var site = await Site.StartAsync();
        var image = await MadeAsync(site);

        var snapshots = await site.AttemptAsync(a => a.NoteSnapshotsAsync(new(image, Own)));
        await RemoveAsync(site, image);
        site.Simulator.State.Snapshots(Own).Select(snapshot => snapshot.SnapshotId).ShouldBe(snapshots);
        await site.AttemptAsync(a => a.RemoveSnapshotsAsync(new(Site.Home, snapshots, Own)));

        site.Writes.ShouldBe(["CopyImage", "TagResources", "CancelCopyImage", "DeleteSnapshot"]);
        site.Simulator.State.Images(Own).ShouldBeEmpty();
        site.Simulator.State.Snapshots(Own).ShouldBeEmpty();
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

        site.Writes[^1].ShouldBe("CancelCopyImage");
        site.Simulator.State.Images(Own).ShouldNotContain(image => image.ImageId == queued.ImageId);
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

        site.Writes.ShouldBe(["CopyImage", "CancelCopyImage", "DeleteImage"]);
        site.Simulator.State.Images(Own).ShouldBeEmpty();
    }

    [Fact]
    public async Task Remove_FailedCopy_IsDeleted()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.FailCopy, Action = "CopyImage" });
        var image = await MadeAsync(site);
        site.Time.Advance(TimeSpan.FromMinutes(5));

        await RemoveAsync(site, image);

        site.Simulator.State.Images(Own).ShouldBeEmpty();
    }

    [Fact]
    public async Task Remove_SharedImage_IsUnsharedFirst()
    {
        await using var site = await Site.StartAsync();
        var id = site.Add(Copies.Request(), sharedWith: [SimulatorWorld.ConsumerAccount]);

        await RemoveAsync(site, new(Site.Home, id, site.Time.GetUtcNow()));

        site.Writes.ShouldBe(["ModifyImageSharePermission", "DeleteImage"]);
        site.Simulator.State.Images(Own).ShouldBeEmpty();
    }

    [Fact]
    public async Task Remove_ImageThatInstancesUse_IsLeftAsItIsItsSharesToo()
    {
        await using var site = await Site.StartAsync();
        var id = site.Add(Copies.Request(), sharedWith: [SimulatorWorld.ConsumerAccount]);
        var snapshot = site.Simulator.State.Image(id).SnapshotIds.ShouldHaveSingleItem();
        site.Simulator.State.AddInstance(Own, new() { Region = Site.Home, Name = "web-1", Image = id });
        var image = new MadeImage(Site.Home, id, site.Time.GetUtcNow());

        var errors = new[]
        {
            await Failures.FinalAsync(() => site.AttemptAsync(a => a.NoteSnapshotsAsync(new(image, Own)))),
            await Failures.FinalAsync(() => RemoveAsync(site, image)),
        };

        errors.ShouldAllBe(error => error.Kind == StepErrorKind.InUse && error.ImageId == id);
        errors.ShouldAllBe(error => error.Message == $"cn-hangzhou: {id} is used by instances, so it was left as it is, its shares too");
        errors.ShouldAllBe(error => error.Remedy ==
            $"put those instances on another image or delete them (DescribeInstances with ImageId {id} lists them), then delete the image with its snapshots {snapshot}");
        site.Writes.ShouldBeEmpty();
        site.Simulator.State.Shares(id).ShouldBe([SimulatorWorld.ConsumerAccount]);
    }

    [Fact]
    public async Task Remove_InstanceMadeBetweenTheLookAndTheDelete_ThoseWhoHadTheImageHaveItAgain()
    {
        await using var site = await Site.StartAsync();
        var id = site.Add(Copies.Request(), sharedWith: [SimulatorWorld.ConsumerAccount]);
        var held = site.Simulator.Faults.Add(new() { Kind = FaultKind.HoldRequest, Action = "DeleteImage" });

        var removal = RemoveAsync(site, new(Site.Home, id, site.Time.GetUtcNow()));
        await held.Holding;
        site.Simulator.State.AddInstance(Own, new() { Region = Site.Home, Name = "web-1", Image = id });
        held.Release();
        var error = await Failures.FinalAsync(() => removal);

        error.Kind.ShouldBe(StepErrorKind.InUse);
        site.Simulator.State.Shares(id).ShouldBe([SimulatorWorld.ConsumerAccount]);
    }

    [Fact]
    public async Task Remove_SharedAgainBetweenTheLookAndTheDelete_IsUnsharedAgain()
    {
        await using var site = await Site.StartAsync();
        var id = site.Add(Copies.Request(), sharedWith: [SimulatorWorld.ConsumerAccount]);
        var image = new MadeImage(Site.Home, id, site.Time.GetUtcNow());
        var held = site.Simulator.Faults.Add(new() { Kind = FaultKind.HoldRequest, Action = "DeleteImage" });
        var run = new ActivityRun(site);

        var removal = run.AttemptAsync(a => a.RemoveImageAsync(new(image, Own)));
        await held.Holding;
        site.Simulator.State.ShareImage(id, SimulatorWorld.SecondConsumerAccount);
        held.Release();
        (await Failures.LaterAsync(() => removal)).Message.ShouldBe($"cn-hangzhou {id} is shared again, or still");
        await run.AttemptAsync(a => a.RemoveImageAsync(new(image, Own)));

        site.Simulator.State.Images(Own).ShouldBeEmpty();
    }

    // A stalled copy that was adopted is of no use, and beginning anew removes it.
    [Fact]
    public async Task Remove_CopyOfAnEarlierRunOfThePromotion_IsRemoved()
    {
        await using var site = await Site.StartAsync();
        var image = await MadeAsync(site);
        site.Runs.Set(Runs.Run, site.Runs[Runs.Run] with { FirstRunId = "run-2" });

        var snapshots = await site.AttemptAsync(a => a.NoteSnapshotsAsync(new(image, Own)));
        await RemoveAsync(site, image);
        await site.AttemptAsync(a => a.RemoveSnapshotsAsync(new(Site.Home, snapshots, Own)));

        site.Simulator.State.Images(Own).ShouldBeEmpty();
        site.Simulator.State.Snapshots(Own).ShouldBeEmpty();
    }

    // Tags may show up later than the image that was made with them.
    [Fact]
    public async Task Remove_TagsNotVisibleYet_WaitsForThemForTheGraceOnly()
    {
        await using var site = await Site.StartAsync();
        var ecs = Site.Scripted();
        ecs.DescribeImagesAsync(default!, default).ReturnsForAnyArgs([Copies.Shown("m-1") with { Tags = [], Status = ImageStatus.Creating }]);
        var activities = site.ActivitiesOn(ecs);
        var run = new ActivityRun(site);
        Task RemoveAsync() => run.AttemptAsync(_ => activities.RemoveImageAsync(new(new(Site.Home, "m-1", Site.Start), Own)));

        var later = await Failures.LaterAsync(RemoveAsync);
        site.Time.Advance(Site.Waiting.VisibilityGrace);
        var error = await Failures.FinalAsync(RemoveAsync);

        later.Message.ShouldBe("cn-hangzhou m-1 shows none of our tags; they may not be visible yet");
        later.NextRetryDelay.ShouldBe(Site.Waiting.ShortestDelay);
        error.Kind.ShouldBe(StepErrorKind.Refused);
        error.Message.ShouldBe("m-1 is of no promotion, not of web-base 1");
        await ecs.DidNotReceiveWithAnyArgs().CancelCopyImageAsync(default!, default);
    }

    [Fact]
    public async Task Remove_ImageThatIsBeingCopied_WaitsForTheCopy()
    {
        await using var site = await Site.StartAsync();
        var image = await MadeAsync(site);
        site.Time.Advance(TimeSpan.FromMinutes(5));
        await site.AttemptAsync(a => a.CopyImageAsync(Copies.Further(image.ImageId)));
        var run = new ActivityRun(site);

        (await Failures.LaterAsync(() => run.AttemptAsync(a => a.RemoveImageAsync(new(image, Own))))).Message.ShouldContain("OperationDenied.ImageCopying");
        site.Time.Advance(TimeSpan.FromMinutes(5));
        await run.AttemptAsync(a => a.RemoveImageAsync(new(image, Own)));

        site.Simulator.State.Images(Own, Site.Home).ShouldBeEmpty();
    }

    [Fact]
    public async Task Remove_AnswerLost_TheNextAttemptFindsItGone()
    {
        await using var site = await Site.StartAsync();
        var image = await MadeAsync(site);
        site.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = "CancelCopyImage" });
        var run = new ActivityRun(site);

        await Failures.LaterAsync(() => run.AttemptAsync(a => a.RemoveImageAsync(new(image, Own))));
        run.Details[0].ShouldBe(true);

        // Within the grace: it has been seen, so "not there" means gone.
        await run.AttemptAsync(a => a.RemoveImageAsync(new(image, Own)));
        site.Writes.ShouldBe(["CopyImage", "CancelCopyImage"]);
    }

    [Fact]
    public async Task Remove_NotVisibleYet_IsRemovedWhenItAppears()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.VisibilityLag, Action = "CopyImage", Duration = TimeSpan.FromMinutes(1) });
        var image = await MadeAsync(site);
        var run = new ActivityRun(site);

        var failure = await Failures.LaterAsync(() => run.AttemptAsync(a => a.RemoveImageAsync(new(image, Own))));
        await Failures.LaterAsync(() => site.AttemptAsync(a => a.NoteSnapshotsAsync(new(image, Own))));
        failure.Message.ShouldBe($"cn-hangzhou {image.ImageId} is not visible; it may not be so yet");
        site.Time.Advance(TimeSpan.FromMinutes(1));
        await run.AttemptAsync(a => a.RemoveImageAsync(new(image, Own)));

        site.Simulator.State.Images(Own).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(-10)]
    public async Task Remove_NeverVisible_CountsAsGoneOnlyAfterTheGraceByTheServersTime(int minutesOff)
    {
        await using var site = await Site.StartAsync();
        var image = new MadeImage(Site.Home, NoSuchImage, site.Time.GetUtcNow());
        var activities = site.ActivitiesWithClock(TimeSpan.FromMinutes(minutesOff));
        Task RemoveAsync() => site.AttemptAsync(_ => activities.RemoveImageAsync(new(image, Own)));
        Task<IReadOnlyList<string>> NoteAsync() => site.AttemptAsync(_ => activities.NoteSnapshotsAsync(new(image, Own)));

        await Failures.LaterAsync(RemoveAsync);
        site.Time.Advance(Site.Waiting.VisibilityGrace - TimeSpan.FromSeconds(1));
        await Failures.LaterAsync(RemoveAsync);
        await Failures.LaterAsync(NoteAsync);
        site.Time.Advance(TimeSpan.FromSeconds(1));
        await RemoveAsync();

        (await NoteAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Remove_StillThereAfterwards_IsLookedForAgain()
    {
        // The simulator removes at once.
        await using var site = await Site.StartAsync();
        var ecs = Site.Scripted();
        ecs.DescribeImagesAsync(default!, default).ReturnsForAnyArgs([Copies.Shown("m-1")]);
        ecs.DescribeImageSharePermissionAsync(default!, default).ReturnsForAnyArgs([]);
        var activities = site.ActivitiesOn(ecs);

        var failure = await Failures.LaterAsync(() => site.AttemptAsync(_ => activities.RemoveImageAsync(new(new(Site.Home, "m-1", site.Time.GetUtcNow()), Own))));

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
        var snapshots = new RemoveSnapshotsRequest(Site.Home, await site.AttemptAsync(a => a.NoteSnapshotsAsync(new(image, Own))), Own);
        var run = new ActivityRun(site);

        (await Failures.LaterAsync(() => run.AttemptAsync(a => a.RemoveSnapshotsAsync(snapshots)))).Message.ShouldContain("SnapshotCreatedImage");
        await RemoveAsync(site, image);
        await run.AttemptAsync(a => a.RemoveSnapshotsAsync(snapshots));

        site.Simulator.State.Snapshots(Own).ShouldBeEmpty();
    }

    [Fact]
    public async Task RemoveSnapshots_WithoutTheRunsTag_AreLeftAlone()
    {
        await using var site = await Site.StartAsync();
        var noted = await site.AttemptAsync(a => a.NoteSnapshotsAsync(new(new(Site.Home, site.Add(Copies.Request()), site.Time.GetUtcNow()), Own)));
        var others = site.Simulator.State.Image(site.Simulator.State.AddImage(Own, new() { Region = Site.Home, Name = "other" })).SnapshotIds;
        await RemoveAsync(site, new(Site.Home, site.Simulator.State.Images(Own)[0].ImageId, site.Time.GetUtcNow()));

        var remove = new RemoveSnapshotsRequest(Site.Home, [.. others, .. noted], Own);
        var later = await Failures.LaterAsync(() => site.AttemptAsync(a => a.RemoveSnapshotsAsync(remove)));
        await site.AttemptAsync(a => a.RemoveSnapshotsAsync(remove), site.Attempt(2, Site.Waiting.VisibilityGrace));

        later.Message.ShouldBe("cn-hangzhou: 1 snapshots do not show this run's tag; it may not be visible yet");
        site.Simulator.State.Snapshots(Own).Select(snapshot => snapshot.SnapshotId).ShouldBe(others);
        site.Simulator.State.Requests.Where(request => request.Action == "DeleteSnapshot").Select(request => request.Parameters["SnapshotId"]).ShouldBe(noted);
    }

    [Fact]
    public async Task RemoveSnapshots_NotedByAnotherRun_AreLeftAlone()
    {
        await using var site = await Site.StartAsync();
        var noted = await site.AttemptAsync(a => a.NoteSnapshotsAsync(new(new(Site.Home, site.Add(Copies.Request()), site.Time.GetUtcNow()), Own)));
        site.Runs.Set("run-2", new("promote/db-base/1", "PromoteImage", Runs.TaskQueue, "run-2", Site.Start, RunState.Open, null));

        await site.AttemptAsync(
            a => a.RemoveSnapshotsAsync(new(Site.Home, noted, Own)), site.Attempt(1, Site.Waiting.VisibilityGrace) with { WorkflowId = "promote/db-base/1", WorkflowRunId = "run-2" });

        site.Writes.ShouldBe(["TagResources"]);
    }

    [Fact]
    public async Task RemoveSnapshots_Twice_IsDone()
    {
        await using var site = await Site.StartAsync();

        await site.AttemptAsync(a => a.RemoveSnapshotsAsync(new(Site.Home, ["s-bp1nosuchsnapshot0"], Own)));
    }

    [Fact]
    public async Task RemoveSnapshots_StillThereAfterwards_IsLookedForAgain()
    {
        // The simulator removes at once.
        await using var site = await Site.StartAsync();
        var ecs = Site.Scripted();
        ecs.DescribeSnapshotsAsync(default!, default).ReturnsForAnyArgs([new("s-1", "accomplished", 100, false, "", "") { Tags = [new("sharedimages:run", Runs.Run)] }]);
        var activities = site.ActivitiesOn(ecs);

        (await Failures.LaterAsync(() => site.AttemptAsync(_ => activities.RemoveSnapshotsAsync(new(Site.Home, ["s-1", "s-2"], Own))))).Message
            .ShouldBe("cn-hangzhou: 1 snapshots are still there");
    }

    [Fact]
    public async Task FindLeftovers_ByRunTagAndById()
    {
        await using var site = await Site.StartAsync();
        var image = await MadeAsync(site);
        var snapshots = site.Simulator.State.Image(image.ImageId).SnapshotIds;
        var untagged = site.Simulator.State.AddImage(Own, new() { Region = Site.Home, Name = "untagged" });

        var left = await site.AttemptAsync(a => a.FindLeftoversAsync(new(Site.Home, Own, "web-base", "1", "run-1", [image.ImageId, untagged, NoSuchImage], [.. snapshots, "s-bp1nosuchsnapshot0"])));

        left.ImageIds.ShouldBe([image.ImageId, untagged]);
        left.SnapshotIds.ShouldBe(snapshots);
        left.Kept.ShouldBeEmpty();
    }

    [Fact]
    public async Task FindLeftovers_OfAnotherRunOfTheVersion_AreNotItsOwnButToldApart()
    {
        await using var site = await Site.StartAsync();
        var image = await MadeAsync(site);
        site.Simulator.State.AddImage(Own, Copies.Finished(Copies.Request()) with { Name = "of-another-version", Tags = Copies.Request().TagsWith((Lineage.Version, "2")) });

        var left = await site.AttemptAsync(a => a.FindLeftoversAsync(new(Site.Home, Own, "web-base", "1", "run-2", [], [])));

        left.ImageIds.ShouldBeEmpty();
        left.SnapshotIds.ShouldBeEmpty();
        left.Kept.ShouldBe([image.ImageId]);
    }

    [Fact]
    public async Task FindLeftovers_MoreSnapshotsThanOneRequestTakes_FindsThemAll()
    {
        await using var site = await Site.StartAsync();
        var first = site.Simulator.State.Image((await MadeAsync(site, "first")).ImageId).SnapshotIds;
        var last = site.Simulator.State.Image((await MadeAsync(site, "last")).ImageId).SnapshotIds;
        var gone = Enumerable.Range(1, 200).Select(number => $"s-bp1gone{number}");

        var left = await site.AttemptAsync(a => a.FindLeftoversAsync(new(Site.Home, Own, "web-base", "1", "run-2", [], [.. first, .. gone, .. last])));

        left.SnapshotIds.ShouldBe([.. first, .. last]);
    }

    private static async Task<MadeImage> MadeAsync(Site site, string name = "web-base-intake") => new(
        Site.Home,
        (await site.AttemptAsync(a => a.CopyImageAsync(Copies.Request(name) with { ImageName = name }))).ImageId,
        site.Time.GetUtcNow());

    private static Task RemoveAsync(Site site, MadeImage image) => site.AttemptAsync(a => a.RemoveImageAsync(new(image, Own)));
}
