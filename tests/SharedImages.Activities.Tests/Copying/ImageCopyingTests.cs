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

        var first = await run.AttemptAsync(a => a.CopyImageAsync(Site.Copy()));
        var second = await run.AttemptAsync(a => a.CopyImageAsync(Site.Copy()));

        second.ShouldBe(first);
        first.Run.ShouldBe("run-1");
        site.Simulator.State.Images(SimulatorWorld.OurAccount).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Copy_SendsTheWholeRequest()
    {
        await using var site = await Site.StartAsync();

        var copy = await site.AttemptAsync(a => a.CopyImageAsync(Site.Copy() with { Description = "for the web" }));

        var image = site.Simulator.State.Image(copy.ImageId);
        image.Name.ShouldBe("web-base-intake");
        image.Description.ShouldBe("for the web");
        image.CopiedFrom.ShouldBe(SimulatorWorld.EncryptedImageId);
        image.KMSKeyId.ShouldBe(Site.KeyIn(Site.Home));
        image.Tags.ShouldBe(new Dictionary<string, string> { [Lineage.CopyKey] = "copy-key-1", [Lineage.Run] = "run-1" }, ignoreOrder: true);
        site.Simulator.State.Requests.Last(request => request.Action == "CopyImage").Parameters["ClientToken"].ShouldBe("token-1");
    }

    [Fact]
    public async Task Copy_AnswerLost_TheSameTokenGivesTheImageThatWasMade()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = "CopyImage" });
        var run = new ActivityRun(site);

        await Failures.LaterAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Site.Copy())));
        run.Details[0].ShouldBe(true);
        var copy = await run.AttemptAsync(a => a.CopyImageAsync(Site.Copy()));

        site.Simulator.State.Images(SimulatorWorld.OurAccount).ShouldHaveSingleItem().ImageId.ShouldBe(copy.ImageId);
    }

    [Fact]
    public async Task Copy_AnswersLostUntilPatienceEnds_FailsWithTheAnswerUnknown()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = "CopyImage", Times = 2 });
        var run = new ActivityRun(site);

        await Failures.LaterAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Site.Copy())));
        site.Time.Advance(TimeSpan.FromMinutes(16));
        var error = await Failures.FinalAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Site.Copy())));

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

        await Failures.LaterAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Site.Copy())));

        run.Details[0].ShouldBe(unknown);
    }

    [Fact]
    public async Task Copy_RefusedForGoodAtOnce_TheAnswerIsKnown()
    {
        await using var site = await Site.StartAsync();
        Refuse(site);

        (await Failures.FinalAsync(() => site.AttemptAsync(a => a.CopyImageAsync(Site.Copy())))).AnswerUnknown.ShouldBeFalse();
    }

    [Fact]
    public async Task Copy_RefusedForGoodAfterALostAnswer_TheAnswerStaysUnknown()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = "CopyImage" });
        var run = new ActivityRun(site);

        await Failures.LaterAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Site.Copy())));
        Refuse(site);

        (await Failures.FinalAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Site.Copy())))).AnswerUnknown.ShouldBeTrue();
    }

    [Fact]
    public async Task Copy_RefusedForGoodAfterAnAttemptThatLeftNoWord_TheAnswerStaysUnknown()
    {
        await using var site = await Site.StartAsync();
        Refuse(site);

        (await Failures.FinalAsync(() => site.AttemptAsync(a => a.CopyImageAsync(Site.Copy()), site.Attempt(2, TimeSpan.FromSeconds(15))))).AnswerUnknown.ShouldBeTrue();
    }

    [Fact]
    public async Task Copy_RefusedForGoodAfterAnAttemptThatDidNotSendIt_TheAnswerIsKnown()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.ServerError, Action = "DescribeImages" });
        var run = new ActivityRun(site);

        await Failures.LaterAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Site.Copy())));
        Refuse(site);

        (await Failures.FinalAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Site.Copy())))).AnswerUnknown.ShouldBeFalse();
    }

    [Fact]
    public async Task Copy_WorkerStopsBeforeTheAnswer_LeavesWordThatItIsUnknown()
    {
        await using var site = await Site.StartAsync();
        var held = site.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "CopyImage" });
        var run = new ActivityRun(site);
        var environment = run.Next();
        var attempt = environment.RunAsync(() => site.Activities.CopyImageAsync(Site.Copy()));
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

        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => a.CopyImageAsync(Site.Copy())));

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
        var request = Site.Copy() with { FromImageId = SimulatorWorld.StrangerImageId };

        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => a.CopyImageAsync(request)));

        error.Kind.ShouldBe(StepErrorKind.Untrusted);
        error.Message.ShouldBe("cn-hangzhou: m-bp1stranger000000001 belongs to 4000000000000004, but the promotion began with an image of 2000000000000002");
        site.Simulator.State.Requests.ShouldNotContain(sent => sent.Action == "CopyImage");
    }

    [Fact]
    public async Task Copy_TrustRevokedAfterALostAnswer_TheAnswerStaysUnknown()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = "CopyImage" });
        var run = new ActivityRun(site);

        await Failures.LaterAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Site.Copy())));
        site.Trust = new();

        (await Failures.FinalAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Site.Copy())))).AnswerUnknown.ShouldBeTrue();
    }

    [Fact]
    public async Task Copy_Distribution_HoldsTheRecordedOwnerAgainstTheListOfThisMoment()
    {
        await using var site = await Site.StartAsync();
        var own = site.Simulator.State.AddImage(SimulatorWorld.OurAccount, new() { Region = Site.Home, Name = "intake" });
        var request = Site.Copy() with { Hop = Hop.Distribution, FromImageId = own, ToRegion = Site.Target, Encrypted = false, KmsKeyId = null };

        var copy = await site.AttemptAsync(a => a.CopyImageAsync(request));
        site.Trust = new();
        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => a.CopyImageAsync(request)));

        site.Simulator.State.Image(copy.ImageId).Region.ShouldBe(Site.Target);
        error.Kind.ShouldBe(StepErrorKind.Untrusted);
        error.Message.ShouldContain(SimulatorWorld.PublisherAccount);
    }

    [Fact]
    public async Task Copy_OwnImageWithAnEmptyTrustList_IsCopied()
    {
        await using var site = await Site.StartAsync();
        site.Trust = new();
        var own = site.Simulator.State.AddImage(SimulatorWorld.OurAccount, new() { Region = Site.Home, Name = "own" });

        var copy = await site.AttemptAsync(a => a.CopyImageAsync(Site.Copy() with { FromImageId = own, SourceOwner = SimulatorWorld.OurAccount }));

        site.Simulator.State.Image(copy.ImageId).CopiedFrom.ShouldBe(own);
    }

    [Fact]
    public async Task Copy_NameHeldByTheSameCopy_GivesThatCopy()
    {
        await using var site = await Site.StartAsync();
        var first = await site.AttemptAsync(a => a.CopyImageAsync(Site.Copy()));

        var again = await site.AttemptAsync(a => a.CopyImageAsync(Site.Copy("another-token")));

        again.ImageId.ShouldBe(first.ImageId);
        site.Simulator.State.Images(SimulatorWorld.OurAccount).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Copy_NameHeldByAnotherImage_NamesIt()
    {
        await using var site = await Site.StartAsync();
        var holder = site.Simulator.State.AddImage(SimulatorWorld.OurAccount, new() { Region = Site.Home, Name = "web-base-intake" });

        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => a.CopyImageAsync(Site.Copy())));

        error.Kind.ShouldBe(StepErrorKind.NameTaken);
        error.Message.ShouldBe($"cn-hangzhou: the name web-base-intake is taken by {holder}, which is not this copy");
        error.Remedy.ShouldBe($"rename or delete {holder}, or give image.name another value under a new version");
        error.ImageId.ShouldBe(holder);
        error.Code.ShouldBe("InvalidImageName.Duplicated");
        error.RequestId.ShouldNotBeNullOrEmpty();
        error.AnswerUnknown.ShouldBeFalse();
    }

    [Fact]
    public async Task Copy_NameHeldByAnInvisibleImage_WaitsForTheGraceOnly()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.VisibilityLag, Action = "CopyImage", Duration = TimeSpan.FromHours(1) });
        await site.AttemptAsync(a => a.CopyImageAsync(Site.Copy()));
        var run = new ActivityRun(site);

        var failure = await Failures.LaterAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Site.Copy("another-token"))));
        site.Time.Advance(Site.Waiting.VisibilityGrace);
        var error = await Failures.FinalAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Site.Copy("another-token"))));

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
        await Failures.LaterAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Site.Copy())));

        // No worker until the client token has expired.
        site.Time.Advance(TimeSpan.FromDays(2));
        var error = await Failures.FinalAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Site.Copy())));

        error.Kind.ShouldBe(StepErrorKind.NameTaken);
        error.AnswerUnknown.ShouldBeTrue();
    }

    [Fact]
    public async Task DryRun_KeyOfAnotherRegion_IsRefused()
    {
        await using var site = await Site.StartAsync();
        var request = Site.Copy() with { KmsKeyId = Site.KeyIn(Site.Target) };

        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => a.DryRunCopyAsync(request)));

        error.Kind.ShouldBe(StepErrorKind.KeyNotFound);
        site.Simulator.State.Images(SimulatorWorld.OurAccount).ShouldBeEmpty();
    }

    [Fact]
    public async Task DryRun_NameTaken_Passes()
    {
        await using var site = await Site.StartAsync();
        var holder = site.Simulator.State.AddImage(SimulatorWorld.OurAccount, new() { Region = Site.Home, Name = "web-base-intake" });

        await site.AttemptAsync(a => a.DryRunCopyAsync(Site.Copy()));

        site.Simulator.State.Images(SimulatorWorld.OurAccount).ShouldHaveSingleItem().ImageId.ShouldBe(holder);
    }

    [Fact]
    public async Task DryRun_ThenTheCopy_MakesOne()
    {
        await using var site = await Site.StartAsync();

        await site.AttemptAsync(a => a.DryRunCopyAsync(Site.Copy()));
        site.Simulator.State.Images(SimulatorWorld.OurAccount).ShouldBeEmpty();
        await site.AttemptAsync(a => a.CopyImageAsync(Site.Copy()));

        site.Simulator.State.Images(SimulatorWorld.OurAccount).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Find_ByCopyKeyAndByName()
    {
        await using var site = await Site.StartAsync();
        var copy = await site.AttemptAsync(a => a.CopyImageAsync(Site.Copy()));

        var same = await site.AttemptAsync(a => a.FindCopyAsync(new(Site.Home, "copy-key-1", "web-base-intake")));
        var other = await site.AttemptAsync(a => a.FindCopyAsync(new(Site.Home, "copy-key-2", "web-base-intake")));

        same.Copies.ShouldBe([new(copy.ImageId, ImageStatus.Creating, "run-1", "web-base-intake")]);
        same.NameHolder.ShouldBeNull();
        other.Copies.ShouldBeEmpty();
        other.NameHolder!.ImageId.ShouldBe(copy.ImageId);
    }

    [Fact]
    public async Task Find_FailedCopiesToo_NewestFirst()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.FailCopy, Action = "CopyImage" });
        var first = await site.AttemptAsync(a => a.CopyImageAsync(Site.Copy("token-1")));
        site.Time.Advance(TimeSpan.FromMinutes(5));
        var second = await site.AttemptAsync(a => a.CopyImageAsync(Site.Copy("token-2") with { ImageName = "web-base-intake-2" }));

        var found = await site.AttemptAsync(a => a.FindCopyAsync(new(Site.Home, "copy-key-1", "web-base-intake")));

        found.Copies.Select(copy => (copy.ImageId, copy.Status)).ShouldBe([(second.ImageId, ImageStatus.Creating), (first.ImageId, ImageStatus.CreateFailed)]);
        found.NameHolder.ShouldBeNull();
    }

    [Fact]
    public async Task Find_NameOfAnImageSharedWithUs_IsNotTaken()
    {
        await using var site = await Site.StartAsync();

        var found = await site.AttemptAsync(a => a.FindCopyAsync(new(Site.Home, "copy-key-1", "web-base-2026.11.24")));

        found.NameHolder.ShouldBeNull();
    }

    private static void Refuse(Site site) =>
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "CopyImage", Code = "QuotaExceed.Image", HttpStatus = 403 });
}
