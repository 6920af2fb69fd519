using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class ImageCopyingTests
{
    [Fact]
    public async Task Copy_TwiceWithTheSameRequest_GivesTheSameImage()
    {
        await using var site = await Site.StartAsync();

        var first = await site.AttemptAsync(a => a.CopyImageAsync(Site.Copy()));
        var second = await site.AttemptAsync(a => a.CopyImageAsync(Site.Copy()), site.Attempt(2, TimeSpan.FromSeconds(3)));

        second.ShouldBe(first);
        first.Run.ShouldBe("run-1");
        site.Simulator.State.Images(SimulatorWorld.OurAccount).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Copy_OwnerNoLongerTrusted_IsRefusedBeforeTheCall()
    {
        await using var site = await Site.StartAsync();
        site.Trust = new();

        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => a.CopyImageAsync(Site.Copy())));

        error.Kind.ShouldBe(StepErrorKind.Untrusted);
        site.Simulator.State.Requests.ShouldNotContain(request => request.Action == "CopyImage");
    }

    [Fact]
    public async Task Copy_EcsNamesAnotherOwnerThanTheRequest_IsRefused()
    {
        await using var site = await Site.StartAsync();
        var request = Site.Copy() with { FromImageId = SimulatorWorld.StrangerImageId };

        (await Failures.FinalAsync(() => site.AttemptAsync(a => a.CopyImageAsync(request)))).Kind.ShouldBe(StepErrorKind.Untrusted);
    }

    [Fact]
    public async Task Copy_AnswerLost_TriesAgainAndSaysThatTheEffectIsUnknown()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = "CopyImage" });

        await Failures.LaterAsync(() => site.AttemptAsync(a => a.CopyImageAsync(Site.Copy())));

        site.Heartbeats.Last().ShouldBe(true);
    }

    [Fact]
    public async Task Copy_AnswerLostUntilPatienceEnds_FailsWithTheAnswerUnknown()
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

    [Fact]
    public async Task Copy_NameHeldByTheSameCopy_GivesThatCopy()
    {
        await using var site = await Site.StartAsync();
        var first = await site.AttemptAsync(a => a.CopyImageAsync(Site.Copy()));

        var again = await site.AttemptAsync(a => a.CopyImageAsync(Site.Copy("another-token")));

        again.ImageId.ShouldBe(first.ImageId);
    }

    [Fact]
    public async Task Copy_NameHeldByAnotherImage_NamesIt()
    {
        await using var site = await Site.StartAsync();
        var holder = site.Simulator.State.AddImage(SimulatorWorld.OurAccount, new() { Region = Site.Home, Name = "web-base-intake" });

        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => a.CopyImageAsync(Site.Copy())));

        error.Kind.ShouldBe(StepErrorKind.NameTaken);
        error.ImageId.ShouldBe(holder);
        error.Code.ShouldBe("InvalidImageName.Duplicated");
    }

    [Fact]
    public async Task Copy_NameHeldByAnInvisibleImage_WaitsForTheGraceOnly()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.VisibilityLag, Action = "CopyImage", Duration = TimeSpan.FromHours(1) });
        await site.AttemptAsync(a => a.CopyImageAsync(Site.Copy()));

        await Failures.LaterAsync(() => site.AttemptAsync(a => a.CopyImageAsync(Site.Copy("another-token"))));
        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => a.CopyImageAsync(Site.Copy("another-token")), site.Attempt(5, TimeSpan.FromMinutes(6))));

        error.Message.ShouldContain("an image that cannot be seen");
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
    public async Task Find_ByCopyKeyAndByName()
    {
        await using var site = await Site.StartAsync();
        var copy = await site.AttemptAsync(a => a.CopyImageAsync(Site.Copy()));

        var same = await site.AttemptAsync(a => a.FindCopyAsync(new(Site.Home, "copy-key-1", "web-base-intake")));
        var other = await site.AttemptAsync(a => a.FindCopyAsync(new(Site.Home, "copy-key-2", "web-base-intake")));

        same.Copies.ShouldHaveSingleItem().ImageId.ShouldBe(copy.ImageId);
        same.NameHolder.ShouldBeNull();
        other.Copies.ShouldBeEmpty();
        other.NameHolder!.ImageId.ShouldBe(copy.ImageId);
    }
}
