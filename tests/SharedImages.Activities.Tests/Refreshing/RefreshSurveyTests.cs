using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class RefreshSurveyTests
{
    private const string Own = SimulatorWorld.OurAccount;
    private const string Publisher = SimulatorWorld.PublisherAccount;
    private const string Consumer = SimulatorWorld.ConsumerAccount;

    [Fact]
    public async Task TheNewestOfItsOwner_GivesTheVersion_NotTheStrangersNewerOne()
    {
        await using var site = await Site.StartAsync();
        Publish(site, "web-base-2026.11.20", -96);
        Publish(site, "db-base-2026.11.30", 2);
        var newest = Publish(site, "web-base-2026.11.25", 1);

        var report = await site.SurveyAsync(Refreshes.Spec());

        report.Refusals.ShouldBeEmpty();
        (report.Account, report.Installation, report.Version).ShouldBe((Own, Site.Installation, "2026.11.25"));
        (report.Source!.ImageId, report.Source.OriginId).ShouldBe((newest, Publisher));
        site.Simulator.State.Image(SimulatorWorld.StrangerImageId).CreationTime.ShouldBeGreaterThan(site.Simulator.State.Image(SimulatorWorld.EncryptedImageId).CreationTime);
        site.Promotions.Asked.ShouldBe(["promote/web-base/2026.11.25"]);
        site.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task TheCreationDate_IsTheVersionWhereTheSpecSaysSo()
    {
        await using var site = await Site.StartAsync();
        Publish(site, "web-base-gold", 9.5);

        (await site.SurveyAsync(Refreshes.Spec() with { VersionFrom = VersionFrom.Created })).Version.ShouldBe("2026.11.24-0930");
    }

    [Fact]
    public async Task NoVersionFromTheName_IsRefused()
    {
        await using var site = await Site.StartAsync();
        var image = Publish(site, "web-base-2026:12", 1);

        var refusal = await RefusedAsync(site, Refreshes.Spec());

        refusal.Rule.ShouldBe("source-version");
        refusal.Message.ShouldStartWith($"what the * of web-base-* stands for in web-base-2026:12 ({image}) is no version; ");
    }

    [Fact]
    public async Task TwoSourcesOfOneVersion_AreRefusedAndNamed()
    {
        await using var site = await Site.StartAsync();
        var (first, second) = (Publish(site, "web-base-a", 1), Publish(site, "web-base-b", 1));

        var refusal = await RefusedAsync(site, Refreshes.Spec() with { VersionFrom = VersionFrom.Created });

        refusal.Rule.ShouldBe("one-source");
        refusal.Message.ShouldContain(first);
        refusal.Message.ShouldContain(second);
        refusal.Message.ShouldEndWith($" would both be version 2026.11.24-0100, and a version is one content; ask {Publisher} to take one of them back");
    }

    [Fact]
    public async Task NoSource_IsRefused()
    {
        await using var site = await Site.StartAsync();

        (await RefusedAsync(site, Refreshes.Spec() with { Source = new(Site.Home, Publisher, null, "db-*") })).Message
            .ShouldBe($"no Available image of {Publisher} in cn-hangzhou has a name like db-*; ask its owner to share one there, or correct source.namePattern");
    }

    [Fact]
    public async Task AllReasonsNotToGoOn_AreSaidAtOnce()
    {
        await using var site = await Site.StartAsync();
        site.Trust = new();

        var report = await site.SurveyAsync(Refreshes.Spec() with { Account = Consumer, Share = new([Own, Consumer]) });

        report.Refusals.Select(refusal => refusal.Rule).ShouldBe(["account", "trusted-owner", "share-recipient", "share-recipient"]);
        report.Regions.ShouldBeEmpty();
        site.Promotions.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task EachRegion_IsAsItsNewestRunLeftIt()
    {
        await using var site = await Site.StartAsync();
        site.Promotions.Known = new(false, [Site.Target]);
        var spec = Refreshes.Spec() with { Share = new([Consumer]) };
        var image = site.Add(spec.Left(Site.Home));
        site.Add(spec.Left(Site.Target, (Lineage.Version, "2026.11.20")));

        var report = await site.SurveyAsync(spec);

        report.Promotion.ShouldBe(site.Promotions.Known);
        report.Regions.Count.ShouldBe(2);
        report.Regions[0].ShouldSatisfyAllConditions(
            region => region.Region.ShouldBe(Site.Home),
            region => region.Image!.ImageId.ShouldBe(image),
            region => region.Image!.IsDone.ShouldBeTrue(),
            region => region.Image!.Drift.ShouldBeEmpty());
        report.Regions[1].ShouldBe(new(Site.Target, null, null));
        (report.Foreign.Count, report.ForeignCount).ShouldBe((0, 0));
    }

    /// <summary>A tag of the image, and how it is seen.</summary>
    [Theory]
    [InlineData(Lineage.Done, null, false, ImageMark.None)]
    [InlineData(Lineage.Mark, "retiring", true, ImageMark.Retiring)]
    [InlineData(Lineage.Mark, "recalled", true, ImageMark.Recalled)]
    public async Task WhatHasBeenDecided_StandsOnTheImage(string key, string? value, bool isDone, ImageMark mark)
    {
        await using var site = await Site.StartAsync();
        var spec = Refreshes.Spec();
        site.Add(spec.Left(Site.Target, (key, value)) with { Name = "somebody-renamed-it" });

        var held = (await site.SurveyAsync(spec)).Regions[1].Image!;

        (held.IsDone, held.Mark).ShouldBe((isDone, mark));
        held.Drift.ShouldBeEmpty();
    }

    [Fact]
    public async Task AFinishedImage_StandsForTheVersionBeforeOthers()
    {
        await using var site = await Site.StartAsync();
        var spec = Refreshes.Spec();
        site.Add(spec.Left(Site.Target, (Lineage.Done, null)) with { Name = "unfinished" });
        var finished = site.Add(spec.Left(Site.Target));
        site.Add(spec.Left(Site.Target) with { Name = "withdrawn", Deprecated = true });

        (await site.SurveyAsync(spec)).Regions[1].Image!.ImageId.ShouldBe(finished);
    }

    [Fact]
    public async Task WhatCarriesTheName_ButIsNotOurs_IsForeign()
    {
        await using var site = await Site.StartAsync();
        var spec = Refreshes.Spec();
        var elsewhere = site.Add(spec.Left(Site.Home, (Lineage.Installation, "staging"), (Lineage.Version, "2026.11.20")));
        var planted = site.Add(spec.Left(Site.Target, (Lineage.CopyKey, null)));
        site.Add(spec.Left(Site.Target, (Lineage.Promotion, "db-base")) with { Name = "db-base" });

        var report = await site.SurveyAsync(spec);

        report.Foreign.ShouldBe(
        [
            new(Site.Home, elsewhere, "it was made by installation staging"),
            new(Site.Target, planted, "it carries our name, but not the lineage of a copy that a promotion made"),
        ]);
        report.Regions.Select(region => region.Image).ShouldAllBe(image => image == null);
    }

    [Fact]
    public async Task ForeignImages_AreCountedBeyondTheFirstTwenty()
    {
        await using var site = await Site.StartAsync();
        var spec = Refreshes.Spec();
        for (var number = 0; number < 25; number++)
        {
            site.Add(spec.Left(Site.Target, (Lineage.Run, null)) with { Name = $"planted-{number}" });
        }

        var report = await site.SurveyAsync(spec);

        (report.Foreign.Count, report.ForeignCount).ShouldBe((20, 25));
    }

    [Fact]
    public async Task ARegionThatEcsDoesNotKnow_IsUnknown_AndTheOthersAreSeen()
    {
        await using var site = await Site.StartAsync();
        var spec = Refreshes.Spec();
        spec = spec with { Targets = [.. spec.Targets, new("cn-nowhere", false, null)] };
        var image = site.Add(spec.Left(Site.Home));

        var report = await site.SurveyAsync(spec);

        report.Regions[0].Image!.ImageId.ShouldBe(image);
        report.Regions[2].Image.ShouldBeNull();
        report.Regions[2].Error!.Kind.ShouldBe(StepErrorKind.RegionNotFound);
        report.Regions[2].Error!.Message.ShouldStartWith("cn-nowhere: InvalidRegionId.NotFound");
    }

    [Fact]
    public async Task ARegionThatDoesNotAnswer_IsWaitedForUntilPatienceEnds()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "DescribeImages", Region = Site.Target, Code = "ServiceUnavailable", HttpStatus = 503, Times = 2 });

        var later = await Failures.LaterAsync(() => site.SurveyAsync(Refreshes.Spec()));
        var report = await site.SurveyAsync(Refreshes.Spec(), Site.Waiting.Patience);

        later.Message.ShouldBe($"ECS does not answer in {Site.Target}");
        report.Regions[0].Error.ShouldBeNull();
        report.Regions[1].Error!.Kind.ShouldBe(StepErrorKind.Unreachable);
    }

    [Fact]
    public async Task AMissingRight_InTheSourcesRegion_IsAnOperatorsMatter()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "DescribeImages", Region = Site.Home, Code = "Forbidden.RAM", HttpStatus = 403 });

        var error = await Failures.FinalAsync(() => site.SurveyAsync(Refreshes.Spec()));

        error.Kind.ShouldBe(StepErrorKind.Permission);
        error.Remedy.ShouldBe("grant the worker's RAM identity ecs:DescribeImages in cn-hangzhou");
    }

    [Fact]
    public async Task TwentyRegions_AreSeenInAtMost46Calls()
    {
        IReadOnlyList<string> regions = [Site.Home, .. Enumerable.Range(1, 19).Select(number => $"cn-region{number}")];
        await using var site = await Site.StartAsync(SimulatorWorld.Default() with { Regions = regions });
        var spec = Refreshes.Spec() with { Intake = null, Targets = [.. regions.Select(region => new TargetSpec(region, false, null))], Share = new([Consumer]) };
        foreach (var region in regions)
        {
            for (var version = 1; version <= 2; version++)
            {
                site.Add(spec.Left(region, (Lineage.Version, $"2026.11.{version}")) with { Name = $"web-base-2026.11.{version}" });
            }

            site.Add(spec.Left(region));
        }

        var report = await site.SurveyAsync(spec);

        report.Regions.Count(region => region.Image is { IsDone: true }).ShouldBe(20);
        site.Simulator.State.Requests.Count.ShouldBeLessThanOrEqualTo(46);
    }

    private static async Task<Refusal> RefusedAsync(Site site, RefreshSpec spec)
    {
        var report = await site.SurveyAsync(spec);
        report.Regions.ShouldBeEmpty();
        return report.Refusals.ShouldHaveSingleItem();
    }

    /// <summary>The publisher shares one more image, so many hours after the others.</summary>
    private static string Publish(Site site, string name, double hours) => site.Simulator.State.AddImage(Publisher, new()
    {
        Region = Site.Home,
        Name = name,
        CreationTime = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero).AddHours(hours),
        SharedWith = [Own],
    });
}
