using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class SweepActivitiesTests
{
    private const string Own = SimulatorWorld.OurAccount;

    [Fact]
    public async Task Survey_ShowsWhatThisInstallationHasNotFinished_LeftoversFirst()
    {
        await using var site = await Site.StartAsync();
        var young = Add(site, "young", Site.Start.AddDays(-1));
        var leftover = Add(site, "leftover", Site.Start.AddDays(-30));
        Add(site, "finished", Site.Start.AddDays(-30), (Lineage.Done, Lineage.DoneValue));
        Add(site, "elsewhere", Site.Start.AddDays(-30), (Lineage.Installation, "elsewhere"));

        var survey = await SurveyAsync(site, new(null, TimeSpan.FromDays(7), Remove: false));

        survey.Account.ShouldBe(Own);
        survey.Images.Select(image => (image.ImageId, image.KeptFor)).ShouldBe([(leftover, null), (young, "it is not old enough")]);
        survey.Images[0].ShouldSatisfyAllConditions(
            image => image.Promotion.ShouldBe(Runs.Promotion),
            image => image.Run.ShouldBe("run-0"),
            image => image.RunState.ShouldBe(RunState.Unknown),
            image => image.MadeAt.ShouldBe(Site.Start.AddDays(-30)));
        survey.More.ShouldBe(0);
        site.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Survey_OfMoreThanAnAnswerHolds_TakesTheOldestAndSaysHowManyMore()
    {
        await using var site = await Site.StartAsync();
        for (var image = 0; image < LeftoverLook.Most + 3; image++)
        {
            Add(site, $"image-{image}", Site.Start.AddDays(-10 - image));
        }

        var survey = await SurveyAsync(site, new(null, TimeSpan.FromDays(7), Remove: false));

        survey.Images.Count.ShouldBe(LeftoverLook.Most);
        survey.More.ShouldBe(3);
        survey.Images.Max(image => image.MadeAt).ShouldBe(Site.Start.AddDays(-13));
    }

    [Fact]
    public async Task Survey_OfAnotherAccount_IsRefused()
    {
        await using var site = await Site.StartAsync();

        (await SurveyAsync(site, new("2000000000000002", TimeSpan.FromDays(7), Remove: false))).Refusals.ShouldHaveSingleItem().Rule.ShouldBe("account");
    }

    private static Task<LeftoverSurvey> SurveyAsync(Site site, SweepSpec spec) => site.RunAsync(() => site.Sweep.SurveyLeftoversAsync(spec));

    private static string Add(Site site, string name, DateTimeOffset made, params (string, string?)[] tags) => site.Simulator.State.AddImage(
        Own, Copies.Finished(Copies.Request()) with { Name = name, CreationTime = made, Tags = Copies.Request().TagsWith([(Lineage.Run, "run-0"), .. tags]) });
}
