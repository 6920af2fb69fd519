using Temporalio.Activities;
using Temporalio.Exceptions;

namespace SharedImages.Rehearsal.Tests;

/// <summary>How often a failing activity is tried, and when no more.</summary>
public sealed class ActivityRetryTests(TemporalServers servers) : BehaviourTests(servers)
{
    [Theory, MemberData(nameof(EachServer))]
    public Task SucceedsAtTheThirdAttempt(Server server) => PlayAsync(
        server,
        async stage =>
        {
            stage.Activity("Step", context => context.Info.Attempt < 3 ? throw NotYet(context) : $"done at attempt {context.Info.Attempt}");
            await stage.SawResultAsync(await stage.StartAsync<Calls>(input: new ActivityCall { StartToClose = 10 }));
        },
        """
        one: done at attempt 3
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task MaximumAttempts_EndWithTheLastFailure(Server server) => PlayAsync(
        server,
        async stage =>
        {
            stage.Activity("Step", context => throw NotYet(context));
            await stage.SawResultAsync(await stage.StartAsync<Calls>(input: new ActivityCall { StartToClose = 10, MaximumAttempts = 3 }));
        },
        """
        one: Activity(Step, MaximumAttemptsReached) 'Activity task failed' < Application(NotYet) 'not yet, at attempt 3'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task FinalErrorType_IsNotRetried(Server server) => PlayAsync(
        server,
        async stage =>
        {
            stage.Activity("Step", context => throw NotYet(context));
            await stage.SawResultAsync(await stage.StartAsync<Calls>(input: new ActivityCall { StartToClose = 10, FinalErrors = ["NotYet"] }));
        },
        """
        one: Activity(Step, NonRetryableFailure) 'Activity task failed' < Application(NotYet) 'not yet, at attempt 1'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task FailureThatSaysItIsFinal_IsNotRetried(Server server) => PlayAsync(
        server,
        async stage =>
        {
            stage.Activity("Step", _ => throw new ApplicationFailureException("no use", errorType: "NoUse", nonRetryable: true, details: [7, "seven"]));
            await stage.SawResultAsync(await stage.StartAsync<Calls>(input: new ActivityCall { StartToClose = 10 }));
        },
        """
        one: Activity(Step, NonRetryableFailure) 'Activity task failed' < Application(NoUse, final) 'no use' [7, seven]
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task PlainException_IsRetried(Server server) => PlayAsync(
        server,
        async stage =>
        {
            stage.Activity("Step", context => throw new InvalidOperationException("broken", new FormatException("not a number")));
            await stage.SawResultAsync(await stage.StartAsync<Calls>(input: new ActivityCall { StartToClose = 10, MaximumAttempts = 2 }));
        },
        """
        one: Activity(Step, MaximumAttemptsReached) 'Activity task failed' < Application(InvalidOperationException) 'broken' < Application(FormatException) 'not a number'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task NextRetryDelay_TakesThePlaceOfThePolicy(Server server) => PlayAsync(
        server,
        async stage =>
        {
            stage.Activity("Step", context => context.Info.Attempt < 2
                ? throw new ApplicationFailureException("not yet", errorType: "NotYet", nextRetryDelay: TimeSpan.FromMilliseconds(50))
                : "done");
            await stage.SawResultAsync(await stage.StartAsync<Calls>(input: new ActivityCall { StartToClose = 10, FirstRetryAfter = 3600 }));
        },
        """
        one: done
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task NextRetryDelayBeyondScheduleToClose_EndsAtOnce(Server server) => PlayAsync(
        server,
        async stage =>
        {
            stage.Activity("Step", _ => throw new ApplicationFailureException("not yet", errorType: "NotYet", nextRetryDelay: TimeSpan.FromHours(2)));
            await stage.SawResultAsync(await stage.StartAsync<Calls>(input: new ActivityCall { ScheduleToClose = 3600 }));
        },
        """
        one: Activity(Step, Timeout) 'Activity task failed' < Application(NotYet) 'not yet'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task RetryBeyondScheduleToClose_EndsAtOnce(Server server) => PlayAsync(
        server,
        async stage =>
        {
            stage.Activity("Step", context => throw NotYet(context));
            await stage.SawResultAsync(await stage.StartAsync<Calls>(input: new ActivityCall { ScheduleToClose = 60, FirstRetryAfter = 120 }));
        },
        """
        one: Activity(Step, Timeout) 'Activity task failed' < Application(NotYet) 'not yet, at attempt 1'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Backoff_GrowsUpToItsMaximum(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var token = stage.TokenAsync("Step");
            var handle = await stage.StartAsync<Calls>(input: new ActivityCall { StartToClose = 10, FirstRetryAfter = 0.1, Backoff = 2, LongestRetry = 0.3 });
            for (var attempt = 1; attempt <= 4; attempt++)
            {
                var activity = stage.Client.GetAsyncActivityHandle(await stage.InTimeAsync(token));
                token = stage.TokenAsync("Step");
                await activity.FailAsync(new ApplicationFailureException("not yet", errorType: "NotYet"));
                var interval = (await stage.DescribeAsync(handle)).PendingActivities[0].CurrentRetryInterval?.ToTimeSpan() ?? TimeSpan.Zero;
                stage.Saw($"after attempt {attempt}: {Math.Round(interval.TotalSeconds, 1)} s");
            }

            await stage.Client.GetAsyncActivityHandle(await stage.InTimeAsync(token)).CompleteAsync("done");
            await stage.SawResultAsync(handle);
        },
        """
        after attempt 1: 0.1 s
        after attempt 2: 0.2 s
        after attempt 3: 0.3 s
        after attempt 4: 0.3 s
        one: done
        """);

    private static ApplicationFailureException NotYet(ActivityExecutionContext context) =>
        new($"not yet, at attempt {context.Info.Attempt}", errorType: "NotYet");
}
