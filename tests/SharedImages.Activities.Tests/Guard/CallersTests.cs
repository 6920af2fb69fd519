using Microsoft.Extensions.Logging;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class CallersTests
{
    private const string Own = SimulatorWorld.OurAccount;

    /// <summary>All steps that write, and the one that says what to adopt.</summary>
    public static TheoryData<string> Steps => [.. All.Keys];

    private static SortedDictionary<string, Func<PromotionActivities, string, Task>> All { get; } = new(StringComparer.Ordinal)
    {
        ["CopyImage"] = (activities, _) => activities.CopyImageAsync(Copies.Request()),
        ["FindCopy"] = (activities, _) => activities.FindCopyAsync(Copies.Request()),
        ["NoteSnapshots"] = (activities, image) => activities.NoteSnapshotsAsync(new(new(Site.Home, image, Site.Start), Own)),
        ["RemoveImage"] = (activities, image) => activities.RemoveImageAsync(new(new(Site.Home, image, Site.Start), Own)),
        ["RemoveSnapshots"] = (activities, _) => activities.RemoveSnapshotsAsync(new(Site.Home, ["s-1"], Own)),
        ["ShareImage"] = (activities, image) => activities.ShareImageAsync(new(Site.Home, image, Own, [SimulatorWorld.ConsumerAccount])),
        ["UnshareImage"] = (activities, image) => activities.UnshareImageAsync(new(Site.Home, image, Own, [SimulatorWorld.ConsumerAccount])),
        ["VerifyImage"] = (activities, image) => activities.VerifyImageAsync(new()
        {
            Region = Site.Home,
            ImageId = image,
            Account = Own,
            Source = new() { ImageId = "m-0", Name = "", Region = Site.Home, OwnerId = Own, OriginId = Own, Content = "" },
            ImageName = "another",
            Tags = new(StringComparer.Ordinal),
        }),
    };

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task AStepThatIsStartedAlone_IsRefusedBeforeEcsIsAsked(string step)
    {
        await using var site = await Site.StartAsync();
        var image = site.Add(Copies.Request(), [SimulatorWorld.ConsumerAccount]);
        var alone = site.Attempt(1, TimeSpan.Zero) with { WorkflowId = null, WorkflowRunId = null, ActivityType = step };

        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => All[step](a, image), alone));

        error.Kind.ShouldBe(StepErrorKind.Refused);
        error.Message.ShouldBe($"{step} was refused: no workflow of ours called it");
        error.Remedy.ShouldBe("start a promotion; its steps do nothing on their own");
        site.Simulator.State.Requests.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task AWorkflowThatTemporalDoesNotKnow_IsRefusedBeforeEcsIsAsked(string step)
    {
        await using var site = await Site.StartAsync();
        var image = site.Add(Copies.Request(), [SimulatorWorld.ConsumerAccount]);
        site.Runs.Forget(Runs.RegionRun);

        (await Failures.FinalAsync(() => site.AttemptAsync(a => All[step](a, image)))).Kind.ShouldBe(StepErrorKind.Refused);

        site.Simulator.State.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void AllStepsThatWrite_AreTried() =>
        typeof(IPromotionActivities).GetMethods().Concat(typeof(IEffectActivities).GetMethods()).Select(method => method.Name.Replace("Async", "", StringComparison.Ordinal))
            .Except(["AwaitEnd", "DryRunCopy", "EstimateCopies", "FindLeftovers", "ResolveSource", "Survey", "WaitImage"])
            .ShouldBe(All.Keys, ignoreOrder: true);

    // What was remembered of it when it read does not let it write.
    [Theory]
    [MemberData(nameof(Steps))]
    public async Task APlanThatHasLookedForCopies_DoesNothingElse(string step)
    {
        await using var site = await Site.StartAsync();
        var image = site.Add(Copies.Request(), [SimulatorWorld.ConsumerAccount]);
        site.Runs.Set("plan", new("plan/promote/web-base/1/once", "PlanOperation", Runs.TaskQueue, "plan", Site.Start, RunState.Open, null));
        var plan = site.Attempt(1, TimeSpan.Zero) with { WorkflowId = "plan/promote/web-base/1/once", WorkflowRunId = "plan", ActivityType = step };
        var found = await site.AttemptAsync(a => a.FindCopyAsync(Copies.Request()), plan);
        found.Copies.ShouldHaveSingleItem().ImageId.ShouldBe(image);
        if (step == "FindCopy")
        {
            return;
        }

        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => All[step](a, image), plan));

        error.Message.ShouldBe($"{step} was refused: plan/promote/web-base/1/once (PlanOperation) is no promotion");
        site.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task ThePromotionItself_MayCall()
    {
        await using var site = await Site.StartAsync();

        await site.AttemptAsync(a => a.CopyImageAsync(Copies.Request()), site.Attempt(1, TimeSpan.Zero) with { WorkflowId = Runs.Promotion, WorkflowRunId = Runs.Run });

        site.Writes.ShouldBe(["CopyImage"]);
    }

    // An empty id is what a server may send instead of none.
    [Fact]
    public async Task AnEmptyWorkflowId_IsNone()
    {
        await using var site = await Site.StartAsync();
        var alone = site.Attempt(1, TimeSpan.Zero) with { WorkflowId = "", WorkflowRunId = "" };

        (await Failures.FinalAsync(() => site.AttemptAsync(a => a.CopyImageAsync(Copies.Request()), alone))).Message.ShouldEndWith("no workflow of ours called it");

        site.Runs.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task TheSameRun_IsAskedForOnce()
    {
        await using var site = await Site.StartAsync();

        await site.AttemptAsync(a => a.FindCopyAsync(Copies.Request()));
        await site.AttemptAsync(a => a.FindCopyAsync(Copies.Request()));

        site.Runs.Asked.ShouldBe(["promote/web-base/1/cn-hangzhou region-run-1", "promote/web-base/1 run-1", "promote/web-base/1 run-1"]);
    }

    // The parent's newest run may be another one, which has not started this child.
    [Fact]
    public async Task OfTheParent_TheVeryRunThatStartedTheChildCounts()
    {
        await using var site = await Site.StartAsync();
        site.Runs.Set("run-9", site.Runs[Runs.Run] with { FirstRunId = "run-9", Type = "Evil" });

        await site.AttemptAsync(a => a.FindCopyAsync(Copies.Request()));

        site.Runs.Forget(Runs.Run);
        site.Runs.Set("region-run-2", site.Runs[Runs.RegionRun] with { FirstRunId = "region-run-2", Parent = (Runs.Promotion, "run-9") });
        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => a.FindCopyAsync(Copies.Request()), site.Attempt(1, TimeSpan.Zero) with { WorkflowRunId = "region-run-2" }));

        error.Message.ShouldEndWith("promote/web-base/1 (Evil) is no promotion");
    }

    // What the first run of a chain has made is this run's as well, after a reset.
    [Fact]
    public async Task AfterAReset_TheRunBeganWhenTheFirstOfItsChainDid()
    {
        await using var site = await Site.StartAsync();
        var request = Copies.Request();
        var image = site.Simulator.State.AddImage(Own, Copies.Finished(request) with { CreationTime = Site.Start.AddMinutes(2) });
        site.Time.Advance(TimeSpan.FromHours(1));
        site.Runs.Set("run-reset", site.Runs[Runs.Run] with { StartedAt = Site.Start.AddHours(1) });
        var attempt = site.Attempt(1, TimeSpan.Zero) with { WorkflowId = Runs.Promotion, WorkflowRunId = "run-reset" };

        await site.AttemptAsync(a => a.RemoveImageAsync(new(new(Site.Home, image, Site.Start), Own, request.CopyKey)), attempt);

        site.Simulator.State.Images(Own).ShouldBeEmpty();
    }

    [Fact]
    public async Task TemporalCannotBeAsked_IsBorneThenTold()
    {
        await using var site = await Site.StartAsync();
        site.Runs.Trouble = new TroubleException(new(StepErrorKind.Unreachable, "Temporal cannot be asked what called this step (Unavailable: down)", "see whether Temporal is well"));
        var run = new ActivityRun(site);
        Task ShareAsync() => run.AttemptAsync(a => a.ShareImageAsync(new(Site.Home, "m-1", Own, [])));

        var later = await Failures.LaterAsync(ShareAsync);
        site.Time.Advance(Site.Waiting.Patience);
        var error = await Failures.FinalAsync(ShareAsync);

        later.ErrorType.ShouldBe("Unreachable");
        error.Kind.ShouldBe(StepErrorKind.Unreachable);
        error.Message.ShouldBe("cn-hangzhou m-1: share: Temporal cannot be asked what called this step (Unavailable: down) (since 2026-11-24 12:00:00Z)");
        run.Log.Shown.Select(line => line.Level).ShouldBe([LogLevel.Warning, LogLevel.Warning]);
    }

    [Fact]
    public async Task TemporalCannotBeAskedDuringUndo_IsBorneForAsLongAsItTakes()
    {
        await using var site = await Site.StartAsync();
        site.Runs.Trouble = new TroubleException(new(StepErrorKind.Unreachable, "Temporal cannot be asked", "see whether Temporal is well"));
        var run = new ActivityRun(site);
        Task UnshareAsync() => run.AttemptAsync(a => a.UnshareImageAsync(new(Site.Home, "m-1", Own, [])));

        await Failures.LaterAsync(UnshareAsync);
        site.Time.Advance(TimeSpan.FromDays(2));

        await Failures.LaterAsync(UnshareAsync);
    }
}
