using Microsoft.Extensions.Logging;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

/// <summary>As whom a step acts.</summary>
public sealed class ImageGuardTests
{
    private const string Own = SimulatorWorld.OurAccount;
    private static readonly WorldAccessKey Other = Site.KeyOf(SimulatorWorld.ConsumerAccount);
    private static readonly string Refusal =
        $"this worker acts for account 3000000000000003 (access key {AccountIdentity.Shown(Other.Id)}), but the run began with account 1000000000000001";

    /// <summary>All steps of a promotion but the one that resolves its account, and the one that asks Temporal alone.</summary>
    public static TheoryData<string> Steps => [.. All.Keys];

    private static SortedDictionary<string, Func<PromotionActivities, Task>> All { get; } = new(StringComparer.Ordinal)
    {
        ["CopyImage"] = activities => activities.CopyImageAsync(Copies.Request()),
        ["DryRunCopy"] = activities => activities.DryRunCopyAsync(Copies.Request()),
        ["FindCopy"] = activities => activities.FindCopyAsync(Copies.Request()),
        ["FindLeftovers"] = activities => activities.FindLeftoversAsync(new(Site.Home, Own, "web-base", "1", Runs.Run, [], [])),
        ["NoteSnapshots"] = activities => activities.NoteSnapshotsAsync(new(new(Site.Home, "m-1", Site.Start), Own)),
        ["RemoveImage"] = activities => activities.RemoveImageAsync(new(new(Site.Home, "m-1", Site.Start), Own)),
        ["RemoveSnapshots"] = activities => activities.RemoveSnapshotsAsync(new(Site.Home, ["s-1"], Own)),
        ["ShareImage"] = activities => activities.ShareImageAsync(new(Site.Home, "m-1", Own, [])),
        ["Survey"] = activities => activities.SurveyAsync(new("web-base", "1", Own, Site.Home, [Site.Target])),
        ["UnshareImage"] = activities => activities.UnshareImageAsync(new(Site.Home, "m-1", Own, [])),
        ["VerifyImage"] = activities => activities.VerifyImageAsync(new()
        {
            Region = Site.Home,
            ImageId = "m-1",
            Account = Own,
            Source = new() { ImageId = "m-0", Name = "", Region = Site.Home, OwnerId = Own, OriginId = Own, Content = "" },
            ImageName = "another",
            Tags = new(StringComparer.Ordinal),
        }),
        ["WaitImage"] = activities => activities.WaitImageAsync(new(Site.Home, "m-1", Own, Site.Home, Site.Start)),
    };

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task AWorkerOfAnotherAccount_DoesNothingAndAsksNothingOfEcs(string step)
    {
        await using var site = await Site.StartAsync();
        site.Key = Other;

        var failure = await Failures.LaterAsync(() => site.AttemptAsync(All[step]));

        failure.ErrorType.ShouldBe("OtherAccount");
        failure.Message.ShouldEndWith($": {Refusal}");
        site.Simulator.State.Requests.ShouldHaveSingleItem().Action.ShouldBe("GetCallerIdentity");
    }

    [Fact]
    public void AllStepsWithAnAccount_AreTried() =>
        typeof(IPromotionActivities).GetMethods().Concat(typeof(IEffectActivities).GetMethods()).Select(method => method.Name.Replace("Async", "", StringComparison.Ordinal)).Except(["AwaitEnd", "EstimateCopies", "ResolveSource"])
            .ShouldBe(All.Keys, ignoreOrder: true);

    [Fact]
    public async Task NoWorkerOfTheAccountForAsLongAsPatienceLasts_IsToldWithWhatToDo()
    {
        await using var site = await Site.StartAsync();
        site.Key = Other;
        var run = new ActivityRun(site);

        await Failures.LaterAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Copies.Request())));
        site.Time.Advance(Site.Waiting.Patience);
        var error = await Failures.FinalAsync(() => run.AttemptAsync(a => a.CopyImageAsync(Copies.Request())));

        error.Kind.ShouldBe(StepErrorKind.OtherAccount);
        error.Message.ShouldBe($"cn-hangzhou: copy m-bp1webbaseencr000001: {Refusal} (since 2026-11-24 12:00:00Z)");
        error.Remedy.ShouldBe("give all workers of this task queue credentials of 1000000000000001; another account needs a task queue or namespace of its own");
        error.AnswerUnknown.ShouldBeFalse();
        run.Log.Shown.Select(line => line.Level).ShouldBe([LogLevel.Warning, LogLevel.Warning]);
        run.Log.Shown[0].Text.ShouldBe($"promote/web-base/1/cn-hangzhou: cn-hangzhou: copy m-bp1webbaseencr000001: OtherAccount since 2026-11-24 12:00:00Z, tried until it passes: {Refusal}");
    }

    // Patience begins when a worker of another account takes it, not when the copy did.
    [Fact]
    public async Task AWorkerOfAnotherAccountAfterHoursOfWaiting_IsBorne()
    {
        await using var site = await Site.StartAsync(Site.CopiesOf(TimeSpan.FromHours(5)));
        var copy = await site.AttemptAsync(a => a.CopyImageAsync(Copies.Request()));
        var wait = new WaitImageRequest(Site.Home, copy.ImageId, Own, Site.Home, Site.Start);
        var run = new ActivityRun(site);
        await Failures.LaterAsync(() => run.AttemptAsync(a => a.WaitImageAsync(wait)));

        site.Time.Advance(TimeSpan.FromMinutes(50));
        site.Key = Other;
        (await Failures.LaterAsync(() => run.AttemptAsync(a => a.WaitImageAsync(wait)))).ErrorType.ShouldBe("OtherAccount");
        site.Key = Site.KeyOf(Own);

        (await Failures.LaterAsync(() => run.AttemptAsync(a => a.WaitImageAsync(wait)))).ErrorType.ShouldBe("NotReady");
    }

    [Fact]
    public async Task UndoOnAWorkerOfAnotherAccount_WaitsForOneOfTheRightOneForAsLongAsItTakes()
    {
        await using var site = await Site.StartAsync();
        var image = site.Add(Copies.Request());
        var remove = new RemoveImageRequest(new(Site.Home, image, Site.Start), Own);
        site.Key = Other;
        var run = new ActivityRun(site);

        await Failures.LaterAsync(() => run.AttemptAsync(a => a.RemoveImageAsync(remove)));
        site.Time.Advance(TimeSpan.FromDays(2));
        await Failures.LaterAsync(() => run.AttemptAsync(a => a.RemoveImageAsync(remove)));
        site.Key = Site.KeyOf(Own);
        await run.AttemptAsync(a => a.RemoveImageAsync(remove));

        site.Simulator.State.Images(Own).ShouldBeEmpty();
    }

    [Fact]
    public async Task TheAccount_IsAskedForOncePerKey()
    {
        await using var site = await Site.StartAsync();
        Task<SourceReport> ResolveAsync() => site.AttemptAsync(a => a.ResolveSourceAsync(new(new(Site.Home, SimulatorWorld.PublisherAccount, SimulatorWorld.EncryptedImageId, null), null, [])));

        var first = await ResolveAsync();
        await ResolveAsync();
        site.Key = Other;
        var changed = await ResolveAsync();
        site.Key = Site.KeyOf(Own);
        await ResolveAsync();

        (first.Account, changed.Account).ShouldBe((Own, SimulatorWorld.ConsumerAccount));
        site.Simulator.State.Requests.Where(request => request.Action == "GetCallerIdentity").Select(request => request.Account).ShouldBe([Own, SimulatorWorld.ConsumerAccount]);
    }

    // Were the write signed with what the credentials are then, it would land in the other account.
    [Fact]
    public async Task CredentialsThatChangeBetweenTheCheckAndTheWrite_DoNotChangeWhoWrites()
    {
        await using var site = await Site.StartAsync();
        var held = site.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "DescribeImages" });

        var attempt = site.AttemptAsync(a => a.CopyImageAsync(Copies.Request()));
        await held.Holding;
        site.Key = Other;
        held.Release();
        var copy = await attempt;

        site.Simulator.State.Image(copy.ImageId).Account.ShouldBe(Own);
        site.Simulator.State.Requests.ShouldAllBe(request => request.Account == Own);
    }

    [Fact]
    public async Task CredentialsOfAnotherAccountThatSeeTheImage_DoNotTakeIt()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.State.ShareImage(SimulatorWorld.EncryptedImageId, SimulatorWorld.ConsumerAccount);
        site.Key = Other;

        await Failures.LaterAsync(() => site.AttemptAsync(a => a.CopyImageAsync(Copies.Request())));

        site.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnAccountThatTheInputDoesNotName_IsNone()
    {
        await using var site = await Site.StartAsync();
        var image = site.Add(Copies.Request());

        await Failures.LaterAsync(() => site.AttemptAsync(a => a.RemoveImageAsync(new(new(Site.Home, image, Site.Start), null!))));

        site.Writes.ShouldBeEmpty();
    }
}
