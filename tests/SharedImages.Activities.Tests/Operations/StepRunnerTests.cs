using NSubstitute;
using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;
using Temporalio.Activities;
using Temporalio.Api.Enums.V1;
using Temporalio.Testing;

namespace SharedImages.Activities.Tests;

public sealed class StepRunnerTests
{
    private static readonly CopyRequest Find = Copies.Request();
    private static readonly FindLeftoversRequest Undo = new(Site.Home, SimulatorWorld.OurAccount, "web-base", "1", Runs.Run, [], []);

    [Fact]
    public async Task Throttled_EcsSaysHowLong_ThatIsTheDelay()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Throttle, RetryAfter = TimeSpan.FromSeconds(7) });

        var failure = await Failures.LaterAsync(() => site.AttemptAsync(a => a.FindCopyAsync(Find)));

        failure.NextRetryDelay.ShouldBe(TimeSpan.FromSeconds(7));
        failure.ErrorType.ShouldBe("Throttled");
        failure.Category.ShouldBe(ApplicationErrorCategory.Benign);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 4)]
    [InlineData(6, 30)]
    [InlineData(1_000_000, 30)]
    public async Task ServerError_TheDelay_DoublesUpToItsLimit(int attempt, int seconds)
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.ServerError });

        var failure = await Failures.LaterAsync(() => site.AttemptAsync(a => a.FindCopyAsync(Find), site.Attempt(attempt, TimeSpan.Zero)));

        failure.NextRetryDelay!.Value.TotalSeconds.ShouldBeInRange(seconds * 0.8, seconds * 1.2);
    }

    [Fact]
    public async Task ServerErrors_BeyondPatience_FailAsUnreachableWithTheRemedy()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.ServerError, Times = 3 });
        var run = new ActivityRun(site);

        await Failures.LaterAsync(() => run.AttemptAsync(a => a.FindCopyAsync(Find)));
        site.Time.Advance(TimeSpan.FromMinutes(14));
        await Failures.LaterAsync(() => run.AttemptAsync(a => a.FindCopyAsync(Find)));
        site.Time.Advance(TimeSpan.FromMinutes(1));
        var error = await Failures.FinalAsync(() => run.AttemptAsync(a => a.FindCopyAsync(Find)));

        error.Kind.ShouldBe(StepErrorKind.Unreachable);
        error.Code.ShouldBe("InternalError");
        error.Message.ShouldBe("cn-hangzhou: look for an earlier copy: InternalError (since 2026-11-24 12:00:00Z): The request processing has failed due to some unknown error.");
        error.RequestId.ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData(10, -10)]
    [InlineData(-10, 10)]
    public async Task ServerErrors_WorkersWithClocksThatDiffer_PatienceIsTheServersTime(int minutesOff, int minutesOffOfTheNext)
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.ServerError, Times = 3 });
        var run = new ActivityRun(site);
        Task<CopyLookup> FindAsync(int off) => run.AttemptAsync(_ => site.ActivitiesWithClock(TimeSpan.FromMinutes(off)).FindCopyAsync(Find));

        await Failures.LaterAsync(() => FindAsync(minutesOff));
        site.Time.Advance(TimeSpan.FromMinutes(14));
        await Failures.LaterAsync(() => FindAsync(minutesOffOfTheNext));
        site.Time.Advance(TimeSpan.FromMinutes(1));

        (await Failures.FinalAsync(() => FindAsync(minutesOffOfTheNext))).Message.ShouldContain("(since 2026-11-24 12:00:00Z)");
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public async Task NotYet_WorkerWithAClockThatIsOff_PatienceIsTheServersTime(int minutesOff)
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = "DescribeImages", Region = Site.Target, Times = 2 });
        var activities = site.ActivitiesWithClock(TimeSpan.FromMinutes(minutesOff));
        Task<Survey> SurveyAsync(int minutesAgo) => site.AttemptAsync(
            _ => activities.SurveyAsync(new("web-base", "1", SimulatorWorld.OurAccount, Site.Home, [Site.Target])), site.Attempt(2, TimeSpan.FromMinutes(minutesAgo)));

        await Failures.LaterAsync(() => SurveyAsync(14));
        (await SurveyAsync(15)).Targets.Single().Error!.Kind.ShouldBe(StepErrorKind.Unreachable);
    }

    [Fact]
    public async Task ServerError_OfAStepThatNoWorkerTookForHours_IsBorne()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.ServerError });

        await Failures.LaterAsync(() => site.AttemptAsync(a => a.FindCopyAsync(Find), site.Attempt(2, TimeSpan.FromHours(3))));
    }

    [Fact]
    public async Task Throttled_AfterHoursOfWaitingForACopy_IsBorneAsAtTheStart()
    {
        await using var site = await Site.StartAsync(Site.CopiesOf(TimeSpan.FromHours(5)));
        var copy = await site.AttemptAsync(a => a.CopyImageAsync(Copies.Request()));
        var wait = new WaitImageRequest(Site.Home, copy.ImageId, SimulatorWorld.OurAccount, Site.Home, site.Time.GetUtcNow());
        var run = new ActivityRun(site);
        await Failures.LaterAsync(() => run.AttemptAsync(a => a.WaitImageAsync(wait)));
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Throttle, Action = "DescribeImages" });

        site.Time.Advance(TimeSpan.FromHours(1));
        (await Failures.LaterAsync(() => run.AttemptAsync(a => a.WaitImageAsync(wait)))).ErrorType.ShouldBe("Throttled");
        site.Time.Advance(TimeSpan.FromMinutes(14));
        (await Failures.LaterAsync(() => run.AttemptAsync(a => a.WaitImageAsync(wait)))).ErrorType.ShouldBe("NotReady");

        // A look has succeeded since, so patience begins anew.
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Throttle, Action = "DescribeImages", Times = 2 });
        site.Time.Advance(TimeSpan.FromMinutes(10));
        await Failures.LaterAsync(() => run.AttemptAsync(a => a.WaitImageAsync(wait)));
        site.Time.Advance(TimeSpan.FromMinutes(15));
        (await Failures.FinalAsync(() => run.AttemptAsync(a => a.WaitImageAsync(wait)))).Code.ShouldBe("Throttling.User");
    }

    [Theory]
    [InlineData(FaultKind.ServerError, "InternalError")]
    [InlineData(FaultKind.Error, "InvalidAccessKeyId.NotFound")]
    public async Task StepOfUndo_TroubleForDays_NeverGivesUp(FaultKind kind, string code)
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = kind, Code = code, Times = 2 });
        var run = new ActivityRun(site);

        await Failures.LaterAsync(() => run.AttemptAsync(a => a.FindLeftoversAsync(Undo)));
        site.Time.Advance(TimeSpan.FromDays(2));

        await Failures.LaterAsync(() => run.AttemptAsync(a => a.FindLeftoversAsync(Undo)));
    }

    [Fact]
    public async Task StepOfUndo_RefusedForGood_IsFinal()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Code = "Forbidden.RAM", HttpStatus = 403 });

        (await Failures.FinalAsync(() => site.AttemptAsync(a => a.FindLeftoversAsync(Undo)))).Kind.ShouldBe(StepErrorKind.Permission);
    }

    [Fact]
    public async Task Credentials_RefusedTwiceInARow_AreFinal()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Code = "InvalidSecurityToken.Expired", HttpStatus = 400, Times = 2 });
        var run = new ActivityRun(site);

        await Failures.LaterAsync(() => run.AttemptAsync(a => a.FindCopyAsync(Find)));
        var error = await Failures.FinalAsync(() => run.AttemptAsync(a => a.FindCopyAsync(Find)));

        error.Kind.ShouldBe(StepErrorKind.Credentials);
        error.Remedy.ShouldContain(EnvironmentCredentialsProvider.SecurityTokenVariable);
    }

    [Fact]
    public async Task Credentials_RefusedOnceAfterOtherTrouble_AreTriedOnceMore()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Throttle });
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Code = "InvalidSecurityToken.Expired", HttpStatus = 400 });
        var run = new ActivityRun(site);

        await Failures.LaterAsync(() => run.AttemptAsync(a => a.FindCopyAsync(Find)));
        (await Failures.LaterAsync(() => run.AttemptAsync(a => a.FindCopyAsync(Find)))).ErrorType.ShouldBe("Credentials");

        (await run.AttemptAsync(a => a.FindCopyAsync(Find))).Copies.ShouldBeEmpty();
    }

    [Fact]
    public async Task Defect_IsTriedAgainThenFinalAsInternal()
    {
        await using var site = await Site.StartAsync();
        var ecs = Site.Scripted();
        ecs.DescribeImagesAsync(default!, default).ReturnsForAnyArgs<IReadOnlyList<Image>>(_ => throw new InvalidOperationException("a defect"));
        var activities = site.ActivitiesOn(ecs);
        var run = new ActivityRun(site);

        var first = await Failures.LaterAsync(() => run.AttemptAsync(_ => activities.FindCopyAsync(Find)));
        first.ErrorType.ShouldBe("Internal");
        first.Category.ShouldBe(ApplicationErrorCategory.Unspecified);
        site.Time.Advance(TimeSpan.FromMinutes(15));
        var error = await Failures.FinalAsync(() => run.AttemptAsync(_ => activities.FindCopyAsync(Find)));

        error.Kind.ShouldBe(StepErrorKind.Internal);
        error.Message.ShouldBe("cn-hangzhou: look for an earlier copy: InvalidOperationException: a defect");
        error.Remedy.ShouldBe("report this as a defect, with the worker's log");
    }

    [Fact]
    public async Task WorkerStops_AnotherGoesOn()
    {
        await using var site = await Site.StartAsync();
        var (environment, attempt) = await HeldAsync(site);

        environment.Cancel(ActivityCancelReason.WorkerShutdown);

        var failure = await Failures.LaterAsync(() => attempt);
        failure.ErrorType.ShouldBe("WorkerStopped");
        failure.NextRetryDelay.ShouldBe(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task Cancelled_EndsAsCancelled()
    {
        await using var site = await Site.StartAsync();
        var (environment, attempt) = await HeldAsync(site);

        environment.Cancel(ActivityCancelReason.CancelRequested);

        await Should.ThrowAsync<OperationCanceledException>(() => attempt);
    }

    [Fact]
    public async Task LongCall_Heartbeats()
    {
        await using var site = await Site.StartAsync();
        var held = site.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "DescribeImages" });
        var attempt = site.AttemptAsync(a => a.FindCopyAsync(Find));
        await held.Holding;

        site.Heartbeats.ShouldBeEmpty();
        site.Time.Advance(TimeSpan.FromSeconds(3));
        held.Release();
        await attempt;

        site.Heartbeats.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("Forbidden.RAM", 403, StepErrorKind.Permission)]
    [InlineData("QuotaExceed.Image", 403, StepErrorKind.Quota)]
    [InlineData("Account.Arrearage", 400, StepErrorKind.Account)]
    [InlineData("SizeExceed.Image", 403, StepErrorKind.Invalid)]
    public async Task DefinitiveRefusal_IsFinalAtOnceAndSaysWhatEcsSaid(string code, int status, StepErrorKind kind)
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Code = code, HttpStatus = status });

        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => a.FindCopyAsync(Find)));

        error.Kind.ShouldBe(kind);
        error.Code.ShouldBe(code);
        error.Message.ShouldBe($"cn-hangzhou: look for an earlier copy: {code}: Scripted: {code}.");
        error.AnswerUnknown.ShouldBeFalse();
    }

    private static async Task<(ActivityEnvironment Environment, Task Attempt)> HeldAsync(Site site)
    {
        var held = site.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "DescribeImages" });
        var environment = site.Environment(site.Attempt(1, TimeSpan.Zero));
        var attempt = environment.RunAsync(() => site.Activities.FindCopyAsync(Find));
        await held.Holding;
        return (environment, attempt);
    }
}
