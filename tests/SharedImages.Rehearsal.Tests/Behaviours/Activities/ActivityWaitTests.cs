using Temporalio.Activities;
using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Activities that wait for time themselves.</summary>
public sealed class ActivityWaitTests(TemporalServers servers) : BehaviourTests(servers)
{
    [Theory, MemberData(nameof(EachServer))]
    public Task Waits_AndEnds(Server server) => PlayAsync(
        server,
        async stage =>
        {
            stage.AsyncActivity("Step", async context =>
            {
                await Task.Delay(TimeSpan.FromSeconds(1), stage.Time, context.CancellationToken);
                return "waited";
            });
            await stage.SawResultAsync(await stage.StartAsync<Calls>(input: new ActivityCall { StartToClose = 100 }));
        },
        """
        one: waited
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task WaitsTooLong_TimesOut(Server server) => PlayAsync(
        server,
        async stage =>
        {
            stage.AsyncActivity("Step", async context =>
            {
                await Task.Delay(TimeSpan.FromSeconds(10), stage.Time, context.CancellationToken);
                return "waited";
            });
            await stage.SawResultAsync(await stage.StartAsync<Calls>(input: new ActivityCall { StartToClose = 1, MaximumAttempts = 1 }));
        },
        """
        one: Activity(Step, MaximumAttemptsReached) 'Activity task timed out' < Timeout(StartToClose) 'activity StartToClose timeout'
        """);

    /// <summary>The SDK holds back most of the heartbeats, by the wall's clock.</summary>
    [Theory, MemberData(nameof(EachServer))]
    public Task WaitsAgainAndAgain_WithHeartbeats_IsNotTakenForDead(Server server) => PlayAsync(
        server,
        async stage =>
        {
            stage.AsyncActivity("Step", async context =>
            {
                for (var waits = 0; waits < 6; waits++)
                {
                    context.Heartbeat(waits);
                    await Task.Delay(TimeSpan.FromSeconds(0.5), stage.Time, context.CancellationToken);
                }

                return $"alive at attempt {context.Info.Attempt}";
            });
            await stage.SawResultAsync(await stage.StartAsync<Calls>(input: new ActivityCall { StartToClose = 100, Heartbeat = 1 }));
        },
        """
        one: alive at attempt 1
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Several_EndInTheOrderOfTheirTimes(Server server) => PlayAsync(
        server,
        async stage =>
        {
            stage.AsyncActivity("Long", context => WaitAsync(stage, context, 2));
            stage.AsyncActivity("Short", context => WaitAsync(stage, context, 1));
            await stage.SawResultAsync(await stage.StartAsync<CallsBoth>());
        },
        """
        one: Short, Long
        """);

    private static async Task<object?> WaitAsync(Stage stage, ActivityExecutionContext context, int seconds)
    {
        await stage.Environment.DelayAsync(TimeSpan.FromSeconds(seconds), context.CancellationToken);
        return context.Info.ActivityType;
    }

    [Workflow]
    internal sealed class CallsBoth
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var both = new[] { CallAsync("Long"), CallAsync("Short") };
            var first = await Workflow.WhenAnyAsync(both);
            await Workflow.WhenAllAsync(both);
            return $"{await first}, {await both.Single(call => call != first)}";
        }

        private static Task<string> CallAsync(string name) => Workflow.ExecuteActivityAsync<string>(
            name, [], new() { StartToCloseTimeout = TimeSpan.FromSeconds(100), DisableEagerActivityExecution = true });
    }
}
