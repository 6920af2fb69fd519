using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;
using Temporalio.Activities;

namespace SharedImages.Activities.Tests;

public sealed class ImageCopyingTests
{
    [Fact]
    public async Task Copy_TwiceWithTheSameRequest_GivesTheSameImage()
    {
        await using var site = await Site.StartAsync();
        var run = new ActivityRun(site);

        var first = await run.AttemptAsync(a => a.CopyImageAsync(Copies.Request()));
        var second = await run.AttemptAsync(a => a.CopyImageAsync(Copies.Request()));

        second.ShouldBe(first);
        first.Run.ShouldBe("run-1");
        site.Simulator.State.Images(SimulatorWorld.OurAccount).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Copy_SendsTheWholeRequest()
    {
        await using var site = await Site.StartAsync();

        var copy = await site.AttemptAsync(a => a.CopyImageAsync(Copies.Request() with { Description = "for the web" }));

        var image = site.Simulator.State.Image(copy.ImageId);
        image.Name.ShouldBe("web-base-intake");
        image.Description.ShouldBe("for the web");
        image.CopiedFrom.ShouldBe(SimulatorWorld.EncryptedImageId);
        image.KMSKeyId.ShouldBe(Site.KeyIn(Site.Home));
        image.Tags.ShouldBe(
            new Dictionary<string, string>
            {
                ["sharedimages:promotion"] = "web-base",
                ["sharedimages:version"] = "1",
                ["sharedimages:source-image"] = SimulatorWorld.EncryptedImageId,
                ["sharedimages:source-owner"] = SimulatorWorld.PublisherAccount,
                ["sharedimages:hop"] = "intake",
                ["sharedimages:copy-key"] = Copies.Request().CopyKey,
                ["sharedimages:run"] = "run-1",
                ["sharedimages:installation"] = "tests",
                ["sharedimages:content"] = Copies.Request().Tags[Lineage.Content],
            },
            ignoreOrder: true);
        site.Simulator.State.Requests.Last(request => request.Action == "CopyImage").Parameters["ClientToken"].ShouldBe("token-1");
    }

    [Fact]
    public async Task Copy_AnswerLost_TheSameTokenGivesTheImageThatWasMade()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = "CopyImage" });
        var run = new ActivityRun(site);

        await Failures.LaterAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Copies.Request())));
        run.Details[0].ShouldBe(true);
        var copy = await run.AttemptAsync(a => a.CopyImageAsync(Copies.Request()));

        site.Simulator.State.Images(SimulatorWorld.OurAccount).ShouldHaveSingleItem().ImageId.ShouldBe(copy.ImageId);
    }

    [Fact]
    public async Task Copy_AnswersLostUntilPatienceEnds_FailsWithTheAnswerUnknown()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = "CopyImage", Times = 2 });
        var run = new ActivityRun(site);

        await Failures.LaterAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Copies.Request())));
        site.Time.Advance(TimeSpan.FromMinutes(16));
        var error = await Failures.FinalAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Copies.Request())));

        error.Kind.ShouldBe(StepErrorKind.Unreachable);
        error.AnswerUnknown.ShouldBeTrue();
    }

    [Theory]
    [InlineData("InternalError", 500, true)]
    [InlineData("ServiceUnavailable", 503, true)]
    [InlineData("LastTokenProcessing", 400, true)]
    [InlineData("IdempotentProcessing", 403, true)]
    [InlineData("SignatureNonceUsed", 400, true)]
    [InlineData("Throttling.User", 400, false)]
    [InlineData("OperationConflict", 403, false)]
    [InlineData("OperationDenied.ImageCopying", 403, false)]
    public async Task Copy_RefusedForNow_SaysWhetherItMayHaveTakenEffect(string code, int status, bool unknown)
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "CopyImage", Code = code, HttpStatus = status });
        var run = new ActivityRun(site);

        await Failures.LaterAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Copies.Request())));

        run.Details[0].ShouldBe(unknown);
    }

    [Fact]
    public async Task Copy_RefusedForGoodAtOnce_TheAnswerIsKnown()
    {
        await using var site = await Site.StartAsync();
        Refuse(site);

        (await Failures.FinalAsync(() => site.AttemptAsync(a => a.CopyImageAsync(Copies.Request())))).AnswerUnknown.ShouldBeFalse();
    }

    [Fact]
    public async Task Copy_RefusedForGoodAfterALostAnswer_TheAnswerStaysUnknown()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = "CopyImage" });
        var run = new ActivityRun(site);

        await Failures.LaterAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Copies.Request())));
        Refuse(site);

        (await Failures.FinalAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Copies.Request())))).AnswerUnknown.ShouldBeTrue();
    }

    [Fact]
    public async Task Copy_RefusedForGoodAfterAnAttemptThatLeftNoWord_TheAnswerStaysUnknown()
    {
        await using var site = await Site.StartAsync();
        Refuse(site);

        (await Failures.FinalAsync(() => site.AttemptAsync(a => a.CopyImageAsync(Copies.Request()), site.Attempt(2, TimeSpan.FromSeconds(15))))).AnswerUnknown.ShouldBeTrue();
    }

    [Fact]
    public async Task Copy_SaysBeforeItSendsThatTheAnswerIsUnknown_ButInTheFirstAttempt()
    {
        await using var site = await Site.StartAsync();
        var first = new ActivityRun(site);

        await first.AttemptAsync(a => a.CopyImageAsync(Copies.Request()));
        await site.AttemptAsync(a => a.CopyImageAsync(Copies.Request()), site.Attempt(2, TimeSpan.FromSeconds(15), false));

        first.Heartbeats.ShouldBe(0, "Temporal counts each.");
        site.Heartbeats.ShouldBe([true]);
    }

    [Fact]
    public async Task Copy_RefusedForGoodAfterAnAttemptThatDidNotSendIt_TheAnswerIsKnown()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.ServerError, Action = "DescribeImages" });
        var run = new ActivityRun(site);

        await Failures.LaterAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Copies.Request())));
        Refuse(site);

        (await Failures.FinalAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Copies.Request())))).AnswerUnknown.ShouldBeFalse();
    }

    [Fact]
    public async Task Copy_WorkerStopsBeforeTheAnswer_LeavesWordThatItIsUnknown()
    {
        await using var site = await Site.StartAsync();
        var held = site.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "CopyImage" });
        var run = new ActivityRun(site);
        var environment = run.Next();
        var attempt = environment.RunAsync(() => site.Activities.CopyImageAsync(Copies.Request()));
        await held.Holding;

        environment.Cancel(ActivityCancelReason.WorkerShutdown);

        (await Failures.LaterAsync(() => attempt)).ErrorType.ShouldBe("WorkerStopped");
        run.Details[0].ShouldBe(true);
    }

    [Fact]
    public async Task Copy_UntrustedIntake_IsRefusedBeforeTheCall()
    {
        await using var site = await Site.StartAsync();
        site.Trust = new();

        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => a.CopyImageAsync(Copies.Request())));

        error.Kind.ShouldBe(StepErrorKind.Untrusted);
        error.Message.ShouldBe("cn-hangzhou: m-bp1webbaseencr000001 comes from 2000000000000002, who is not on this worker's trust list now");
        error.Remedy.ShouldBe("add 2000000000000002 to SharedImages:TrustedOwners (environment: SHAREDIMAGES_TRUSTEDOWNERS) and restart the worker; or abort");
        error.AnswerUnknown.ShouldBeFalse();
        site.Simulator.State.Requests.ShouldNotContain(request => request.Action == "CopyImage");
    }

    [Fact]
    public async Task Copy_EcsNamesAnotherOwnerThanTheRequest_IsRefusedBeforeTheCall()
    {
        await using var site = await Site.StartAsync();
        site.Trust = site.Trust with { TrustedOwners = [SimulatorWorld.PublisherAccount, SimulatorWorld.StrangerAccount] };
        var request = Copies.Of(site, SimulatorWorld.StrangerImageId) with { SourceOwner = SimulatorWorld.PublisherAccount };

        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => a.CopyImageAsync(request)));

        error.Kind.ShouldBe(StepErrorKind.Untrusted);
        error.Message.ShouldBe("cn-hangzhou: m-bp1stranger000000001 comes from 4000000000000004, but the promotion began with an image of 2000000000000002");
        site.Simulator.State.Requests.ShouldNotContain(sent => sent.Action == "CopyImage");
    }

    [Fact]
    public async Task Copy_SourceNoLongerShared_SaysWhomToAsk()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.State.UnshareImage(SimulatorWorld.EncryptedImageId, SimulatorWorld.OurAccount);

        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => a.CopyImageAsync(Copies.Request())));

        error.Kind.ShouldBe(StepErrorKind.NotFound);
        error.Message.ShouldBe("cn-hangzhou: m-bp1webbaseencr000001 is not in cn-hangzhou, or no longer shared with this account");
        error.Remedy.ShouldBe("see whether it was deleted, or ask 2000000000000002 to share it again; then retry");
        site.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Copy_TrustRevokedAfterALostAnswer_GivesWhatWasMadeBefore()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = "CopyImage" });
        var run = new ActivityRun(site);

        await Failures.LaterAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Copies.Request())));
        site.Trust = new();
        var copy = await run.AttemptAsync(a => a.CopyImageAsync(Copies.Request()));

        site.Simulator.State.Images(SimulatorWorld.OurAccount).ShouldHaveSingleItem().ImageId.ShouldBe(copy.ImageId);
        site.Writes.ShouldBe(["CopyImage"]);
    }

    [Fact]
    public async Task Copy_TrustRevokedAfterALostRequest_IsRefusedAfterTheGraceForItWasNeverMade()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.LoseRequest, Action = "CopyImage" });
        var run = new ActivityRun(site);

        await Failures.LaterAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Copies.Request())));
        site.Trust = new();
        site.Time.Advance(Site.Waiting.VisibilityGrace - TimeSpan.FromSeconds(1));
        var later = await Failures.LaterAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Copies.Request())));
        site.Time.Advance(TimeSpan.FromSeconds(1));
        var error = await Failures.FinalAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Copies.Request())));

        later.Message.ShouldBe("cn-hangzhou: a copy that may have been made is not visible; it may not be so yet");
        error.Kind.ShouldBe(StepErrorKind.Untrusted);
        error.AnswerUnknown.ShouldBeFalse();
    }

    // Undo sends an unanswered copy again as a step of its own, whose first attempt knows of no other.
    [Fact]
    public async Task Copy_TrustRevokedAndAskedForAgainAsAStepOfItsOwn_GivesWhatWasMadeBefore()
    {
        await using var site = await Site.StartAsync();
        var copy = await site.AttemptAsync(a => a.CopyImageAsync(Copies.Request()));
        site.Trust = new();

        (await site.AttemptAsync(a => a.CopyImageAsync(Copies.Request()))).ImageId.ShouldBe(copy.ImageId);

        site.Writes.ShouldBe(["CopyImage"]);
    }

    [Fact]
    public async Task Copy_AnotherAccountThenRefusedForGood_TheAnswerIsKnown()
    {
        await using var site = await Site.StartAsync();
        site.Key = Site.KeyOf(SimulatorWorld.ConsumerAccount);
        var run = new ActivityRun(site);

        await Failures.LaterAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Copies.Request())));
        run.Details[0].ShouldBe(false);
        site.Key = Site.KeyOf(SimulatorWorld.OurAccount);
        Refuse(site);

        (await Failures.FinalAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Copies.Request())))).AnswerUnknown.ShouldBeFalse();
    }

    [Fact]
    public async Task Copy_Distribution_HoldsTheOwnerInTheIntakesLineageAgainstTheListOfThisMoment()
    {
        await using var site = await Site.StartAsync();
        var request = Copies.Further(site.Add(Copies.Request()));

        var copy = await site.AttemptAsync(a => a.CopyImageAsync(request));
        site.Trust = new();
        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => a.CopyImageAsync(Copies.Further(request.FromImageId, "token-3") with { ImageName = "another" })));

        site.Simulator.State.Image(copy.ImageId).Region.ShouldBe(Site.Target);
        error.Kind.ShouldBe(StepErrorKind.Untrusted);
        error.Message.ShouldBe($"cn-shanghai: {request.FromImageId} comes from 2000000000000002, who is not on this worker's trust list now");
    }

    [Fact]
    public async Task Copy_OwnImageWithAnEmptyTrustList_IsCopied()
    {
        await using var site = await Site.StartAsync();
        site.Trust = new();
        var own = site.Simulator.State.AddImage(SimulatorWorld.OurAccount, new() { Region = Site.Home, Name = "own" });

        var copy = await site.AttemptAsync(a => a.CopyImageAsync(Copies.Of(site, own)));

        site.Simulator.State.Image(copy.ImageId).CopiedFrom.ShouldBe(own);
    }

    [Fact]
    public async Task Copy_SourceChangedSinceThePromotionBegan_IsRefusedBeforeTheCall()
    {
        await using var site = await Site.StartAsync();
        var own = site.Simulator.State.AddImage(SimulatorWorld.OurAccount, new() { Region = Site.Home, Name = "own", BootMode = "BIOS" });

        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => a.CopyImageAsync(Copies.Of(site, own))));

        error.Kind.ShouldBe(StepErrorKind.Refused);
        error.Message.ShouldBe($"cn-hangzhou: {own} is not as it was when the promotion began");
        error.Remedy.ShouldBe("promote it as it is now under a new version");
        site.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Copy_NameHeldByTheSameCopy_GivesThatCopy()
    {
        await using var site = await Site.StartAsync();
        var first = await site.AttemptAsync(a => a.CopyImageAsync(Copies.Request()));

        var again = await site.AttemptAsync(a => a.CopyImageAsync(Copies.Request("another-token")));

        again.ImageId.ShouldBe(first.ImageId);
        site.Simulator.State.Images(SimulatorWorld.OurAccount).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Copy_NameHeldByAnotherImage_NamesIt()
    {
        await using var site = await Site.StartAsync();
        var holder = site.Simulator.State.AddImage(SimulatorWorld.OurAccount, new() { Region = Site.Home, Name = "web-base-intake" });

        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => a.CopyImageAsync(Copies.Request())));

        error.Kind.ShouldBe(StepErrorKind.NameTaken);
        error.Message.ShouldBe($"cn-hangzhou: the name web-base-intake is taken by {holder}, which is no promotion's, made 2026-11-24 12:00 UTC");
        error.Remedy.ShouldBe($"rename or delete {holder}, or give image.name another value under a new version");
        error.ImageId.ShouldBe(holder);
        error.Code.ShouldBe("InvalidImageName.Duplicated");
        error.RequestId.ShouldNotBeNullOrEmpty();
        error.AnswerUnknown.ShouldBeFalse();
    }

    [Fact]
    public async Task Copy_NameHeldByACopyOfAnotherVersion_NamesItsPromotionAndSinceWhen()
    {
        await using var site = await Site.StartAsync();
        var older = Copies.Request();
        var holder = site.Simulator.State.AddImage(SimulatorWorld.OurAccount, Copies.Finished(older) with
        {
            Tags = older.TagsWith((Lineage.Version, "0"), (Lineage.CopyKey, "another")),
            CreationTime = new(2026, 11, 20, 8, 30, 0, TimeSpan.Zero),
        });

        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => a.CopyImageAsync(Copies.Request())));

        error.Kind.ShouldBe(StepErrorKind.NameTaken);
        error.Message.ShouldBe($"cn-hangzhou: the name web-base-intake is taken by {holder}, which is of the promotion web-base 0, made 2026-11-20 08:30 UTC");
        error.ImageId.ShouldBe(holder);
    }

    [Fact]
    public async Task Copy_NameHeldByAFailedCopyWithForgedTags_NamesItAtOnce()
    {
        await using var site = await Site.StartAsync();
        var request = Copies.Request();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.FailCopy, Action = "CopyImage" });
        var failed = await site.AttemptAsync(a => a.CopyImageAsync(request));
        site.Time.Advance(TimeSpan.FromMinutes(5));

        // What is asked for now has another content, so the failed copy is none of it; and it still holds the name.
        var holder = (await site.AttemptAsync(a => a.FindCopyAsync(request with { Tags = request.TagsWith((Lineage.Content, "another")) }))).NameHolder;

        holder!.ImageId.ShouldBe(failed.ImageId);
    }

    [Fact]
    public async Task Copy_NameHeldByAnInvisibleImage_WaitsForTheGraceOnly()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.VisibilityLag, Action = "CopyImage", Duration = TimeSpan.FromHours(1) });
        await site.AttemptAsync(a => a.CopyImageAsync(Copies.Request()));
        var run = new ActivityRun(site);

        var failure = await Failures.LaterAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Copies.Request("another-token"))));
        site.Time.Advance(Site.Waiting.VisibilityGrace);
        var error = await Failures.FinalAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Copies.Request("another-token"))));

        failure.NextRetryDelay.ShouldBe(Site.Waiting.ShortestDelay);
        error.Message.ShouldBe("cn-hangzhou: the name web-base-intake is taken by an image that cannot be seen, which is not this copy");
    }

    [Fact]
    public async Task Copy_NameHeldByAnInvisibleImageAfterALostAnswer_TheAnswerStaysUnknown()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = "CopyImage" });
        site.Simulator.Faults.Add(new() { Kind = FaultKind.VisibilityLag, Action = "CopyImage", Duration = TimeSpan.FromDays(30) });
        var run = new ActivityRun(site);
        await Failures.LaterAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Copies.Request())));

        // No worker until the client token has expired.
        site.Time.Advance(TimeSpan.FromDays(2));
        var error = await Failures.FinalAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Copies.Request())));

        error.Kind.ShouldBe(StepErrorKind.NameTaken);
        error.AnswerUnknown.ShouldBeTrue();
    }

    [Fact]
    public async Task DryRun_KeyOfAnotherRegion_IsRefused()
    {
        await using var site = await Site.StartAsync();
        var request = Copies.Request() with { KmsKeyId = Site.KeyIn(Site.Target) };

        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => a.DryRunCopyAsync(request)));

        error.Kind.ShouldBe(StepErrorKind.KeyNotFound);
        site.Simulator.State.Images(SimulatorWorld.OurAccount).ShouldBeEmpty();
    }

    [Fact]
    public async Task DryRun_NameTaken_Passes()
    {
        await using var site = await Site.StartAsync();
        var holder = site.Simulator.State.AddImage(SimulatorWorld.OurAccount, new() { Region = Site.Home, Name = "web-base-intake" });

        await site.AttemptAsync(a => a.DryRunCopyAsync(Copies.Request()));

        site.Simulator.State.Images(SimulatorWorld.OurAccount).ShouldHaveSingleItem().ImageId.ShouldBe(holder);
    }

    [Fact]
    public async Task DryRun_ThenTheCopy_MakesOne()
    {
        await using var site = await Site.StartAsync();

        await site.AttemptAsync(a => a.DryRunCopyAsync(Copies.Request()));
        site.Simulator.State.Images(SimulatorWorld.OurAccount).ShouldBeEmpty();
        await site.AttemptAsync(a => a.CopyImageAsync(Copies.Request()));

        site.Simulator.State.Images(SimulatorWorld.OurAccount).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("InvalidParameter.KMSKeyId.CMKNotEnabled", StepErrorKind.Permission, "enable the KMS key {0} in cn-shanghai; if it is enabled, the source image's key is not, which its owner can enable")]
    [InlineData("InvalidParameter.KMSKeyId.KMSUnauthorized", StepErrorKind.Permission, "activate KMS, create the role AliyunECSDiskEncryptDefaultRole and let ECS use the key {0} in cn-shanghai")]
    [InlineData("InvalidParameter.KMSKeyId.NotFound", StepErrorKind.KeyNotFound, "set kmsKeyId to a key of cn-shanghai, where {0} is not (kms:ListKeys there shows them), or create one there")]
    [InlineData("QuotaExceed.Image", StepErrorKind.Quota, "raise the quota behind QuotaExceed.Image in cn-shanghai (Quota Center, product ecs) or delete what is not needed")]
    public async Task RefusedForGood_TheRemedyNamesKeyAndRegionOfTheCopy(string code, StepErrorKind kind, string remedy)
    {
        await using var site = await Site.StartAsync();
        var request = Copies.Further(site.Add(Copies.Request()));
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "CopyImage", Code = code, HttpStatus = 403, Times = 2 });

        var errors = new[]
        {
            await Failures.FinalAsync(() => site.AttemptAsync(a => a.DryRunCopyAsync(request))),
            await Failures.FinalAsync(() => site.AttemptAsync(a => a.CopyImageAsync(request))),
        };

        errors.ShouldAllBe(error => error.Kind == kind && error.Code == code);
        errors.ShouldAllBe(error => error.Remedy == remedy.Replace("{0}", Site.KeyIn(Site.Target), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Copy_UnderADisabledKey_NamesTheKey()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.State.DisableKey(Site.Home, Site.KeyIn(Site.Home));

        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => a.CopyImageAsync(Copies.Request())));

        error.Message.ShouldBe("cn-hangzhou: copy m-bp1webbaseencr000001: InvalidParameter.KMSKeyId.CMKNotEnabled: The CMK must be enabled.");
        error.Remedy.ShouldContain($"enable the KMS key {Site.KeyIn(Site.Home)} in cn-hangzhou");
    }

    [Fact]
    public async Task DryRun_IsAllThatIsSent()
    {
        await using var site = await Site.StartAsync();

        await site.AttemptAsync(a => a.DryRunCopyAsync(Copies.Request()));

        site.Simulator.State.Requests.Single(request => request.Action == "CopyImage").Parameters["DryRun"].ShouldBe("true");
    }

    [Fact]
    public async Task Find_ByCopyKeyAndByName()
    {
        await using var site = await Site.StartAsync();
        var copy = await site.AttemptAsync(a => a.CopyImageAsync(Copies.Request()));

        var same = await site.AttemptAsync(a => a.FindCopyAsync(Copies.Request()));
        var other = await site.AttemptAsync(a => a.FindCopyAsync((Copies.Request() with { KmsKeyId = "another" }).Labelled()));

        same.Copies.ShouldBe([new(copy.ImageId, ImageStatus.Creating, "run-1", "web-base-intake")]);
        same.NameHolder.ShouldBeNull();
        same.Impostor.ShouldBeNull();
        other.Copies.ShouldBeEmpty();
        other.NameHolder.ShouldBe(new(copy.ImageId, ImageStatus.Creating, "run-1", "web-base-intake", "of the promotion web-base 1, made 2026-11-24 12:00 UTC"));
    }

    [Fact]
    public async Task Find_FailedCopiesToo_NewestFirst()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.FailCopy, Action = "CopyImage" });
        var first = await site.AttemptAsync(a => a.CopyImageAsync(Copies.Request("token-1")));
        site.Time.Advance(TimeSpan.FromMinutes(5));
        var second = await site.AttemptAsync(a => a.CopyImageAsync(Copies.Request("token-2") with { ImageName = CopyKeys.IntakeName(Copies.Request().CopyKey) }));

        var found = await site.AttemptAsync(a => a.FindCopyAsync(Copies.Request()));

        found.Copies.Select(copy => (copy.ImageId, copy.Status)).ShouldBe([(second.ImageId, ImageStatus.Creating), (first.ImageId, ImageStatus.CreateFailed)]);
        found.NameHolder.ShouldBeNull();
    }

    [Fact]
    public async Task Find_NameOfAnImageSharedWithUs_IsNotTaken()
    {
        await using var site = await Site.StartAsync();

        var found = await site.AttemptAsync(a => a.FindCopyAsync(Copies.Request() with { ImageName = "web-base-2026.11.24" }));

        found.NameHolder.ShouldBeNull();
    }

    // ECS's copy key says nothing of the key itself; only the snapshots do.
    [Fact]
    public async Task Find_ACopyUnderAnotherKey_IsNoCopyOfThis()
    {
        await using var site = await Site.StartAsync();
        var request = Copies.Request();
        var image = site.Simulator.State.AddImage(SimulatorWorld.OurAccount, Copies.Finished(request) with { Disks = [new(40, SimulatorWorld.Default().Account(SimulatorWorld.PublisherAccount).KeyIn(Site.Home))] });

        var found = await site.AttemptAsync(a => a.FindCopyAsync(request));

        found.Copies.ShouldBeEmpty();
        found.Impostor!.Kind.ShouldBe(StepErrorKind.Mismatch);
        found.Impostor.ImageId.ShouldBe(image);
        found.Impostor.Message.ShouldBe(
            $"cn-hangzhou: {image} carries this copy's key, but it is encrypted with {SimulatorWorld.Default().Account(SimulatorWorld.PublisherAccount).KeyIn(Site.Home)}, not with {request.KmsKeyId}");
    }

    private static void Refuse(Site site) =>
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "CopyImage", Code = "QuotaExceed.Image", HttpStatus = 403 });
}
