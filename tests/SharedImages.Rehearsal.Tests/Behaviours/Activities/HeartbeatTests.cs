using Temporalio.Activities;
using Temporalio.Exceptions;

namespace SharedImages.Rehearsal.Tests;

/// <summary>What an activity's heartbeats carry, and to whom.</summary>
public sealed class HeartbeatTests(TemporalServers servers) : BehaviourTests(servers)
{
    [Theory, MemberData(nameof(EachServer))]
    public Task Details_ReachTheNextAttemptAfterAFailure(Server server) => PlayAsync(
        server,
        async stage =>
        {
            stage.AsyncActivity("Step", async context =>
            {
                if (context.Info.Attempt == 1)
                {
                    context.Heartbeat(42, "half");
                    throw new ApplicationFailureException("not yet", errorType: "NotYet");
                }

                return $"got {await context.Info.HeartbeatDetailAtAsync<int>(0)}, {await context.Info.HeartbeatDetailAtAsync<string>(1)}";
            });
            await stage.SawResultAsync(await stage.StartAsync<Calls>(input: new ActivityCall { StartToClose = 10 }));
        },
        """
        one: got 42, half
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Details_ReachTheNextAttemptAfterATimeout(Server server) => PlayAsync(
        server,
        async stage =>
        {
            stage.AsyncActivity("Step", async context =>
            {
                if (context.Info.Attempt == 1)
                {
                    await HeartbeatAsync(stage, context, 42);
                    await stage.HangAsync(context);
                }

                return $"got {await context.Info.HeartbeatDetailAtAsync<int>(0)}";
            });
            await stage.SawResultAsync(await stage.StartAsync<Calls>(input: new ActivityCall { StartToClose = 10, Heartbeat = 1 }));
        },
        """
        one: got 42
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Details_AreInTheTimeoutAtTheEnd(Server server) => PlayAsync(
        server,
        async stage =>
        {
            stage.AsyncActivity("Step", async context =>
            {
                await HeartbeatAsync(stage, context, 42);
                return await stage.HangAsync(context);
            });
            await stage.SawResultAsync(await stage.StartAsync<Calls>(input: new ActivityCall { StartToClose = 10, Heartbeat = 1, MaximumAttempts = 1 }));
        },
        """
        one: Activity(Step, MaximumAttemptsReached) 'Activity task timed out' < Timeout(Heartbeat) 'activity Heartbeat timeout' [42]
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Details_OfAnEarlierAttemptAreKept(Server server) => PlayAsync(
        server,
        async stage =>
        {
            stage.AsyncActivity("Step", async context =>
            {
                if (context.Info.Attempt == 1)
                {
                    context.Heartbeat(42);
                }

                return context.Info.Attempt < 3
                    ? throw new ApplicationFailureException("not yet", errorType: "NotYet", nextRetryDelay: TimeSpan.FromMilliseconds(20))
                    : $"got {await context.Info.HeartbeatDetailAtAsync<int>(0)}";
            });
            await stage.SawResultAsync(await stage.StartAsync<Calls>(input: new ActivityCall { StartToClose = 10 }));
        },
        """
        one: got 42
        """);

    /// <summary>Sends a heartbeat at once, and not when the SDK finds the time for it.</summary>
    private static Task HeartbeatAsync(Stage stage, ActivityExecutionContext context, object detail) =>
        stage.Client.GetAsyncActivityHandle(context.Info.TaskToken).HeartbeatAsync(new() { Details = [detail] });
}
