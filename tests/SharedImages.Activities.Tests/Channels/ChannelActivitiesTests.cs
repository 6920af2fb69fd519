using NSubstitute;
using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class ChannelActivitiesTests
{
    private const string Own = SimulatorWorld.OurAccount;
    private const string Prod = "sharedimages:channel.prod";

    [Fact]
    public async Task Survey_SaysWhereTheVersionIsAndWhereTheChannelPointsTo()
    {
        await using var site = await Site.StartAsync();
        var (old, image) = (Add(site, "1", Site.Home, (Prod, "true")), Add(site, "2", Site.Home));
        var target = Add(site, "2", Site.Target);
        Add(site, "1", "us-east-1");

        var survey = await SurveyAsync(site);

        survey.Refusals.ShouldBeEmpty();
        survey.Account.ShouldBe(Own);
        survey.From.ShouldBe(["1"]);
        survey.Places.Select(place => (place.Region, place.ImageId, string.Join(' ', place.Holders))).ShouldBe([(Site.Home, image, old), (Site.Target, target, "")]);
        site.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Survey_OfAPromotionThatIsKnown_ComparesShares()
    {
        await using var site = await Site.StartAsync();
        site.Runs.Set("ended", new("promote/web-base/2", "PromoteImage", Runs.TaskQueue, "ended", Site.Start, RunState.Completed, null));
        site.Runs.SharedWith = [SimulatorWorld.ConsumerAccount];
        var image = Add(site, "2", Site.Home);

        var survey = await SurveyAsync(site);

        survey.Unchecked.ShouldBeEmpty();
        survey.Refusals.ShouldHaveSingleItem().Message.ShouldStartWith($"{Site.Home}/{image} is not shared with {SimulatorWorld.ConsumerAccount}, as its promotion was asked to");
    }

    [Fact]
    public async Task Survey_WhomASharingHasTakenItBackFrom_IsNotMissed()
    {
        await using var site = await Site.StartAsync();
        site.Runs.Set("ended", new("promote/web-base/2", "PromoteImage", Runs.TaskQueue, "ended", Site.Start, RunState.Completed, null));
        site.Runs.SharedWith = [SimulatorWorld.ConsumerAccount];
        Add(site, "2", Site.Home, (Lineage.Shares, $"-{SimulatorWorld.ConsumerAccount}"));

        (await SurveyAsync(site)).Refusals.ShouldBeEmpty();
    }

    [Fact]
    public async Task Survey_AnotherAccountThanTheSpecs_IsRefused()
    {
        await using var site = await Site.StartAsync();
        Add(site, "2", Site.Home);

        var survey = await site.RunAsync(() => site.Channels.SurveyChannelAsync(new(SimulatorWorld.ConsumerAccount, "web-base", "prod", "2", [])), site.ChannelAttempt());

        survey.Refusals.ShouldHaveSingleItem().Rule.ShouldBe("account");
    }

    [Fact]
    public async Task PointAndRelease_AreSafeToRunTwice()
    {
        await using var site = await Site.StartAsync();
        var image = Add(site, "1", Site.Home);

        await PointAsync(site, image);
        await PointAsync(site, image);
        site.Simulator.State.Image(image).Tags[Prod].ShouldBe("true");
        await ReleaseAsync(site, image);
        await ReleaseAsync(site, image);

        site.Simulator.State.Image(image).Tags.ShouldNotContainKey(Prod);
        site.Writes.ShouldBe(["TagResources", "UntagResources"]);
    }

    [Theory]
    [InlineData("recalled")]
    [InlineData("retiring")]
    public async Task Point_AnImageThatIsToGo_IsRefused(string mark)
    {
        await using var site = await Site.StartAsync();
        var image = Add(site, "1", Site.Home, (Lineage.Mark, mark));

        var error = await Failures.FinalAsync(() => PointAsync(site, image));

        (error.Kind, error.Message).ShouldBe((StepErrorKind.Refused, $"{image} is {mark}"));
        site.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Point_AnImageThatIsNotAvailable_IsRefused()
    {
        await using var site = await Site.StartAsync();
        var image = Add(site, "1", Site.Home);
        site.Simulator.State.DeprecateImage(image);

        (await Failures.FinalAsync(() => PointAsync(site, image))).Message.ShouldBe($"{image} is Deprecated");
    }

    [Fact]
    public async Task WhatIsNoChannel_IsRefused()
    {
        await using var site = await Site.StartAsync();
        site.Runs.Set("other", new("channel/web-base/canary", "SetChannel", Runs.TaskQueue, "other", Site.Start, RunState.Open, null));
        var image = Add(site, "1", Site.Home);

        var error = await Failures.FinalAsync(() => site.RunAsync(
            () => site.Channels.PointChannelAsync(new(Site.Home, image, Own)), site.ChannelAttempt() with { WorkflowId = "channel/web-base/canary", WorkflowRunId = "other" }));

        error.Sentence().ShouldBe("canary is no channel; name one of dev, stage, prod");
    }

    [Fact]
    public async Task WhatEcsDoesNotShowAfterwards_IsNotBelieved()
    {
        // The simulator shows a tag at once.
        await using var site = await Site.StartAsync();
        var ecs = Site.Scripted();
        var done = Copies.Shown("m-1") with { IsCopied = true, Tags = [.. Tags("1").Select(tag => new Tag(tag.Key, tag.Value))] };
        var pointed = done with { Tags = [.. done.Tags, new(Prod, "true")] };
        var channels = new WorkerActivities(ecs, () => site.Trust, Site.Waiting, site.Time, Site.Installation, site.Runs, site.Promotions, site.Recalls).Channels;
        var image = new ChannelImage(Site.Home, "m-1", Own);

        ecs.DescribeImagesAsync(default!, default).ReturnsForAnyArgs([done]);
        (await Failures.LaterAsync(() => site.RunAsync(() => channels.PointChannelAsync(image), site.ChannelAttempt()))).Message.ShouldBe("cn-hangzhou: m-1 does not show its channel's tag yet");
        (await Failures.FinalAsync(() => site.RunAsync(() => channels.PointChannelAsync(image), site.ChannelAttempt(Site.Waiting.Patience)))).Kind.ShouldBe(StepErrorKind.Unreachable);
        var restore = new RestoreChannelRequest(Site.Home, Own, ["m-1"], null);
        (await Failures.LaterAsync(() => site.RunAsync(() => channels.RestoreChannelAsync(restore), site.ChannelAttempt(Site.Waiting.Patience)))).Message.ShouldBe("cn-hangzhou: m-1 does not show its channel's tag again yet");

        ecs.DescribeImagesAsync(default!, default).ReturnsForAnyArgs([pointed]);
        (await Failures.LaterAsync(() => site.RunAsync(() => channels.ReleaseChannelAsync(image), site.ChannelAttempt()))).Message.ShouldBe("cn-hangzhou: m-1 still shows its channel's tag");
        (await Failures.FinalAsync(() => site.RunAsync(() => channels.ReleaseChannelAsync(image), site.ChannelAttempt(Site.Waiting.Patience)))).Kind.ShouldBe(StepErrorKind.Unreachable);
    }

    [Fact]
    public async Task Restore_GivesItBackToTheOldOneBeforeTheNewOneLosesIt()
    {
        await using var site = await Site.StartAsync();
        var (old, image) = (Add(site, "1", Site.Home), Add(site, "2", Site.Home, (Prod, "true")));

        await RestoreAsync(site, [old], image);

        site.Writes.ShouldBe(["TagResources", "UntagResources"]);
        site.Simulator.State.Image(old).Tags.ShouldContainKey(Prod);
        site.Simulator.State.Image(image).Tags.ShouldNotContainKey(Prod);
    }

    [Fact]
    public async Task Restore_WhereTheOldOneIsGone_TheNewOneKeepsIt()
    {
        await using var site = await Site.StartAsync();
        var image = Add(site, "2", Site.Home, (Prod, "true"));

        var error = await Failures.FinalAsync(() => RestoreAsync(site, ["m-bp1nosuchimage00000"], image));

        error.Message.ShouldBe("cn-hangzhou: m-bp1nosuchimage00000 is gone");
        site.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Restore_AnOldOneThatHasKeptIt_NeedNotBeSuchAsWouldGetIt()
    {
        await using var site = await Site.StartAsync();
        var (old, image) = (Add(site, "1", Site.Home, (Prod, "true")), Add(site, "2", Site.Home, (Prod, "true")));
        site.Simulator.State.DeprecateImage(old);

        await RestoreAsync(site, [old], image);

        site.Writes.ShouldBe(["UntagResources"]);
    }

    [Fact]
    public async Task AnImageThatAChannelPointsTo_IsNotRemoved()
    {
        await using var site = await Site.StartAsync();
        var image = Add(site, "1", Site.Home, (Prod, "true"), (Lineage.Channel("dev"), "true"));
        var remove = new RemoveImageRequest(new(Site.Home, image, Site.Start), Own);

        var noted = await Failures.FinalAsync(() => site.AttemptAsync(a => a.NoteSnapshotsAsync(remove)));
        var removed = await Failures.FinalAsync(() => site.AttemptAsync(a => a.RemoveImageAsync(remove)));

        noted.ShouldBe(removed);
        removed.Kind.ShouldBe(StepErrorKind.InUse);
        removed.Sentence().ShouldBe($"cn-hangzhou: dev, prod point to {image}, so it was left as it is, its shares too; move the channel to another version first (sharedimages channel set), then remove the image");
        site.Writes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("PointChannel")]
    [InlineData("ReleaseChannel")]
    [InlineData("RestoreChannel")]
    public async Task AWorkerOfAnotherAccount_DoesNothingAndAsksNothingOfEcs(string step)
    {
        await using var site = await Site.StartAsync();
        site.Key = Site.KeyOf(SimulatorWorld.ConsumerAccount);
        var image = new ChannelImage(Site.Home, "m-1", Own);

        var failure = await Failures.LaterAsync(() => site.RunAsync(
            () => step switch
            {
                "PointChannel" => site.Channels.PointChannelAsync(image),
                "ReleaseChannel" => site.Channels.ReleaseChannelAsync(image),
                _ => site.Channels.RestoreChannelAsync(new(Site.Home, Own, ["m-1"], null)),
            },
            site.ChannelAttempt()));

        failure.ErrorType.ShouldBe("OtherAccount");
        site.Simulator.State.Requests.ShouldHaveSingleItem().Action.ShouldBe("GetCallerIdentity");
    }

    private static Task<ChannelSurvey> SurveyAsync(Site site) => site.RunAsync(() => site.Channels.SurveyChannelAsync(new(null, "web-base", "prod", "2", [])), site.ChannelAttempt());

    private static Task PointAsync(Site site, string image) => site.RunAsync(() => site.Channels.PointChannelAsync(new(Site.Home, image, Own)), site.ChannelAttempt());

    private static Task ReleaseAsync(Site site, string image) => site.RunAsync(() => site.Channels.ReleaseChannelAsync(new(Site.Home, image, Own)), site.ChannelAttempt());

    private static Task RestoreAsync(Site site, IReadOnlyList<string> holders, string image) =>
        site.RunAsync(() => site.Channels.RestoreChannelAsync(new(Site.Home, Own, holders, image)), site.ChannelAttempt());

    private static string Add(Site site, string version, string region, params (string Key, string Value)[] marks)
    {
        var tags = Tags(version);
        foreach (var (key, value) in marks)
        {
            tags[key] = value;
        }

        return site.Simulator.State.AddImage(Own, new() { Region = region, Name = $"web-base-{version}", IsCopied = true, Tags = tags, CreationTime = Site.Start.AddDays(-1) });
    }

    private static SortedDictionary<string, string> Tags(string version) => Copies.Request().TagsWith((Lineage.Version, version), (Lineage.Done, Lineage.DoneValue));
}
