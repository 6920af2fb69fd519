using Temporalio.Exceptions;

namespace SharedImages.Rehearsal.Tests;

/// <summary>The four timeouts of an activity.</summary>
public sealed class ActivityTimeoutTests(TemporalServers servers) : BehaviourTests(servers)
{
    private const string QueueWithoutWorker = "nobody-works-here";

    [Theory, MemberData(nameof(EachServer))]
    public Task ScheduleToStart_WhenNobodyTakesIt(Server server) => PlayAsync(
        server,
        async stage => await stage.SawResultAsync(await stage.StartAsync<Calls>(
            input: new ActivityCall { StartToClose = 10, ScheduleToStart = 1, TaskQueue = QueueWithoutWorker })),
        """
        one: Activity(Step, Timeout) 'Activity task timed out' < Timeout(ScheduleToStart) 'activity ScheduleToStart timeout'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task ScheduleToClose_WhenNobodyTakesIt(Server server) => PlayAsync(
        server,
        async stage => await stage.SawResultAsync(await stage.StartAsync<Calls>(
            input: new ActivityCall { ScheduleToClose = 1, TaskQueue = QueueWithoutWorker })),
        """
        one: Activity(Step, Timeout) 'Activity task timed out' < Timeout(ScheduleToStart) 'activity ScheduleToStart timeout'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task ScheduleToClose_WhileItRuns(Server server) => PlayAsync(
        server,
        async stage =>
        {
            stage.AsyncActivity("Step", stage.HangAsync);
            await stage.SawResultAsync(await stage.StartAsync<Calls>(input: new ActivityCall { ScheduleToClose = 1 }));
        },
        """
        one: Activity(Step, Timeout) 'Activity task timed out' < Timeout(ScheduleToClose) 'Not enough time to schedule next retry before activity ScheduleToClose timeout, giving up retrying'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task ScheduleToClose_CutsALaterAttempt(Server server) => PlayAsync(
        server,
        async stage =>
        {
            stage.AsyncActivity("Step", context => context.Info.Attempt == 1
                ? throw new ApplicationFailureException("not yet", errorType: "NotYet")
                : stage.HangAsync(context));
            await stage.SawResultAsync(await stage.StartAsync<Calls>(input: new ActivityCall { ScheduleToClose = 3, FirstRetryAfter = 0.2 }));
        },
        """
        one: Activity(Step, Timeout) 'Activity task timed out' < Timeout(ScheduleToClose) 'Not enough time to schedule next retry before activity ScheduleToClose timeout, giving up retrying' < Application(NotYet) 'not yet'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task StartToClose_EndsAnAttempt(Server server) => PlayAsync(
        server,
        async stage =>
        {
            stage.AsyncActivity("Step", async context => context.Info.Attempt == 1 ? await stage.HangAsync(context) : "done");
            await stage.SawResultAsync(await stage.StartAsync<Calls>(input: new ActivityCall { StartToClose = 1 }));
        },
        """
        one: done
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task StartToClose_AtTheLastAttempt(Server server) => PlayAsync(
        server,
        async stage =>
        {
            stage.AsyncActivity("Step", stage.HangAsync);
            await stage.SawResultAsync(await stage.StartAsync<Calls>(input: new ActivityCall { StartToClose = 1, MaximumAttempts = 1 }));
        },
        """
        one: Activity(Step, MaximumAttemptsReached) 'Activity task timed out' < Timeout(StartToClose) 'activity StartToClose timeout'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Heartbeat_ThatDoesNotCome(Server server) => PlayAsync(
        server,
        async stage =>
        {
            stage.AsyncActivity("Step", stage.HangAsync);
            await stage.SawResultAsync(await stage.StartAsync<Calls>(input: new ActivityCall { StartToClose = 3600, Heartbeat = 1, MaximumAttempts = 1 }));
        },
        """
        one: Activity(Step, MaximumAttemptsReached) 'Activity task timed out' < Timeout(Heartbeat) 'activity Heartbeat timeout'
        """);
}
