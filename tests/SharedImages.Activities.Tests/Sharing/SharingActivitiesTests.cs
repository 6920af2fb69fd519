using System.Globalization;
using NSubstitute;
using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;
using Temporalio.Activities;

namespace SharedImages.Activities.Tests;

public sealed class SharingActivitiesTests
{
    private const string Own = SimulatorWorld.OurAccount;
    private const string Consumer = SimulatorWorld.ConsumerAccount;
    private const string Second = SimulatorWorld.SecondConsumerAccount;

    private static readonly IReadOnlyList<string> Many = [.. Enumerable.Range(1, 23).Select(number => (7000000000000000 + number).ToString(CultureInfo.InvariantCulture))];

    [Fact]
    public async Task Survey_SaysWhomEachImageIsSharedWith()
    {
        await using var site = await Site.StartAsync();
        var (first, second) = (Add(site, [Consumer]), Add(site, []));

        var survey = await SurveyAsync(site, [first, second], add: [Consumer]);

        survey.Refusals.ShouldBeEmpty();
        survey.Images.Select(image => (image.ImageId, string.Join(' ', image.Accounts))).ShouldBe([(first, Consumer), (second, "")]);
        site.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Survey_MoreThanFiftyAccounts_IsRefusedWithTheNumber()
    {
        IReadOnlyList<string> there = [.. Enumerable.Range(1, 49).Select(number => (8000000000000000 + number).ToString(CultureInfo.InvariantCulture))];
        await using var site = await Site.StartAsync(WithAccounts([.. there, .. Many]));
        site.Trust = new() { ShareRecipients = Many };
        var image = Add(site, there);

        var survey = await SurveyAsync(site, [image], add: [.. Many.Take(2)]);

        survey.Refusals.ShouldBe([new("share-limit", $"cn-hangzhou/{image} would be shared with 51 accounts, and ECS allows 50 of an image; take it back from others first, or raise the quota")]);
        (await SurveyAsync(site, [image], add: [.. Many.Take(2)], remove: [there[0]])).Refusals.ShouldBeEmpty();
    }

    [Fact]
    public async Task Survey_AnImageThatIsGone_IsRefused()
    {
        await using var site = await Site.StartAsync();

        (await SurveyAsync(site, ["m-bp1nosuchimage00000"], add: [Consumer])).Refusals
            .ShouldBe([new("image-found", "cn-hangzhou/m-bp1nosuchimage00000 is not there any more; run again without it")]);
    }

    [Fact]
    public async Task Change_ManyAccounts_GoInTensBothWays()
    {
        await using var site = await Site.StartAsync(WithAccounts(Many));
        site.Trust = new() { ShareRecipients = Many };
        var image = Add(site, [.. Many.Take(12)]);

        var now = await ChangeAsync(site, image, add: [.. Many.Skip(12)], remove: [.. Many.Take(12)]);

        now.ShouldBe(Many.Skip(12), ignoreOrder: true);
        site.Simulator.State.Shares(image).ShouldBe(Many.Skip(12), ignoreOrder: true);
        site.Simulator.State.Requests.Where(request => request.Action == "ModifyImageSharePermission")
            .Select(request => request.Parameters.Keys.Count(key => key.Contains("Account.", StringComparison.Ordinal))).ShouldBe([10, 2, 10, 1]);
    }

    [Fact]
    public async Task Change_AnswerLost_TheNextAttemptFindsItDone()
    {
        await using var site = await Site.StartAsync();
        var image = Add(site, []);
        site.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = "ModifyImageSharePermission", Times = 1 });

        await Failures.LaterAsync(() => ChangeAsync(site, image, add: [Consumer]));
        var now = await ChangeAsync(site, image, add: [Consumer]);

        now.ShouldBe([Consumer]);
        site.Writes.ShouldBe(["ModifyImageSharePermission"]);
    }

    [Fact]
    public async Task Change_WhatEcsDoesNotShowAfterwards_IsNotBelieved()
    {
        // The simulator lists a share at once.
        await using var site = await Site.StartAsync();
        var ecs = Site.Scripted();
        ecs.DescribeImagesAsync(default!, default).ReturnsForAnyArgs([Copies.Shown("m-1")]);
        ecs.DescribeImageSharePermissionAsync(default!, default).ReturnsForAnyArgs([new ImageShare(Second)]);
        var sharing = new WorkerActivities(ecs, () => site.Trust, Site.Waiting, site.Time, Site.Installation, site.Runs, site.Promotions, site.Recalls).Sharing;
        var change = new ChangeSharesRequest(Site.Home, "m-1", Own, [Consumer], [Second]);

        var failure = await Failures.LaterAsync(() => site.AttemptAsync(_ => sharing.ChangeSharesAsync(change), Called(site)));
        var patient = await Failures.LaterAsync(() => site.AttemptAsync(_ => sharing.RestoreSharesAsync(change), Called(site, Site.Waiting.Patience)));
        var error = await Failures.FinalAsync(() => site.AttemptAsync(_ => sharing.ChangeSharesAsync(change), Called(site, Site.Waiting.Patience)));

        failure.Message.ShouldBe($"cn-hangzhou/m-1: shares of {Consumer}, {Second} do not show yet");
        patient.Message.ShouldBe($"cn-hangzhou/m-1: shares of {Consumer}, {Second} are not as before yet");
        error.Kind.ShouldBe(StepErrorKind.Unreachable);
        error.Message.ShouldBe($"cn-hangzhou/m-1: ECS accepts the change of the shares of {Consumer}, {Second}, but does not show it");
    }

    [Theory]
    [InlineData("InvalidOperation.ServiceKeyEncryptedImageUnsupported", 403, StepErrorKind.Invalid, "copy the image under a key of your own (promote it with a kmsKeyId), and share that copy")]
    [InlineData("OperationDeined.FullImage", 403, StepErrorKind.Invalid, "share an image with a single encrypted disk")]
    [InlineData("InvalidAccount.NotFound", 404, StepErrorKind.Invalid, "correct the accounts: one of 3000000000000003 does not exist")]
    [InlineData("InvalidImageId.BidMismatch", 403, StepErrorKind.Invalid, "leave out accounts of the other site (China, international): a Marketplace image is not shared across")]
    [InlineData("QuotaExceed.ShareImageUser", 403, StepErrorKind.Quota, "take the image back from accounts that no longer need it, or raise the quota of accounts per image (Quota Center, product ecs)")]
    [InlineData("QuotaExceed.ShareImage", 403, StepErrorKind.Quota, "one of 3000000000000003 has been shared as many images as ECS allows; have others taken back from it")]
    [InlineData("InvalidParameter.KMSKeyId.CMKUnauthorized", 403, StepErrorKind.Permission, "let ECS add tags to the KMS key that the image is encrypted with (kms:TagResource)")]
    [InlineData("InvalidParameter.KMSKeyId.CMKNotEnabled", 403, StepErrorKind.Permission, "enable the KMS key that the image is encrypted with (DescribeSnapshots of its snapshots names it)")]
    public async Task Change_WhatEcsRefuses_SaysWhatToDo(string code, int status, StepErrorKind kind, string remedy)
    {
        await using var site = await Site.StartAsync();
        var image = Add(site, []);
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "ModifyImageSharePermission", Code = code, HttpStatus = status });

        var error = await Failures.FinalAsync(() => ChangeAsync(site, image, add: [Consumer]));

        error.Kind.ShouldBe(kind);
        error.Message.ShouldStartWith($"cn-hangzhou/{image}: {code}");
        error.Remedy.ShouldBe(remedy);
    }

    [Fact]
    public async Task Restore_AnImageThatIsGone_HasNoShares()
    {
        await using var site = await Site.StartAsync();

        await site.AttemptAsync(_ => site.Sharing.RestoreSharesAsync(new(Site.Home, "m-bp1nosuchimage00000", Own, [], [Consumer])), Called(site));

        site.Writes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ChangeShares")]
    [InlineData("RestoreShares")]
    [InlineData("SurveyShares")]
    public async Task AWorkerOfAnotherAccount_DoesNothingAndAsksNothingOfEcs(string step)
    {
        await using var site = await Site.StartAsync();
        site.Key = Site.KeyOf(Consumer);
        var change = new ChangeSharesRequest(Site.Home, "m-1", Own, [], [Second]);

        var failure = await Failures.LaterAsync(() => site.AttemptAsync(
            _ => step switch
            {
                "ChangeShares" => site.Sharing.ChangeSharesAsync(change),
                "RestoreShares" => site.Sharing.RestoreSharesAsync(change),
                _ => site.Sharing.SurveySharesAsync(new(Own, [], [], [])),
            },
            Called(site)));

        failure.ErrorType.ShouldBe("OtherAccount");
        site.Simulator.State.Requests.ShouldHaveSingleItem().Action.ShouldBe("GetCallerIdentity");
    }

    private static Task<SharesSurvey> SurveyAsync(Site site, IReadOnlyList<string> images, IReadOnlyList<string> add, IReadOnlyList<string>? remove = null) =>
        site.AttemptAsync(_ => site.Sharing.SurveySharesAsync(new(Own, [.. images.Select(id => new ImageRef(Site.Home, id))], add, remove ?? [])), Called(site));

    private static Task<IReadOnlyList<string>> ChangeAsync(Site site, string image, IReadOnlyList<string> add, IReadOnlyList<string>? remove = null) =>
        site.AttemptAsync(_ => site.Sharing.ChangeSharesAsync(new(Site.Home, image, Own, add, remove ?? [])), Called(site));

    private static ActivityInfo Called(Site site, TimeSpan ago = default)
    {
        site.Runs.Set(Runs.SharingRun, new(Runs.Sharing, "ShareImages", Runs.TaskQueue, Runs.SharingRun, Site.Start, RunState.Open, null));
        return site.Attempt(1, ago) with { WorkflowId = Runs.Sharing, WorkflowRunId = Runs.SharingRun };
    }

    private static string Add(Site site, IReadOnlyList<string> sharedWith) =>
        site.Simulator.State.AddImage(Own, new() { Region = Site.Home, Name = $"own-{site.Simulator.State.Images(Own).Count}", SharedWith = sharedWith });

    private static SimulatorWorld WithAccounts(IReadOnlyList<string> accounts)
    {
        var world = SimulatorWorld.Default();
        return world with { Accounts = [.. world.Accounts, .. accounts.Select(id => new WorldAccount { Id = id })] };
    }
}
