using Temporalio.Client;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Values that are larger than a server takes.</summary>
public sealed class PayloadLimitTests(TemporalServers servers) : BehaviourTests(servers)
{
    private static readonly string Much = new('x', (2 * 1024 * 1024) + 1);

    [Theory, MemberData(nameof(EachServer))]
    public Task OfACaller_IsRefused(Server server) => PlayAsync(
        server,
        async stage =>
        {
            await stage.SawStartAsync<Returns>("start", input: Much);
            await stage.SawStartAsync<Waits>("start with a memo", with: options => options.Memo = new Dictionary<string, object> { ["much"] = Much });
            await stage.SawStartAsync<Waits>("start with a signal", with: options =>
            {
                options.StartSignal = "Go";
                options.StartSignalArgs = [Much];
            });
            var handle = await stage.StartAsync<Waits>("waits");
            await stage.SawAsync("signal", () => handle.SignalAsync("Go", [Much]));
            await stage.SawAsync("query", () => handle.QueryAsync<string>("Heard", [Much]));
            await handle.SignalAsync("Go", ["go"]);
            await stage.SawResultAsync(handle);
        },
        """
        start: Rpc(InvalidArgument) 'Blob data size exceeds limit.'
        start with a memo: Rpc(InvalidArgument) 'Memo size exceeds limit.'
        start with a signal: Rpc(InvalidArgument) 'Blob data size exceeds limit.'
        signal: Rpc(InvalidArgument) 'Blob data size exceeds limit.'
        query: Rpc(InvalidArgument) 'Blob data size exceeds limit.'
        waits: go
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task OfAnActivity_FailsIt(Server server) => PlayAsync(
        server,
        async stage =>
        {
            stage.Activity("Step", context => context.Info.Attempt == 1 ? Much : "little");
            await stage.SawResultAsync(await stage.StartAsync<Calls>(input: new ActivityCall { StartToClose = 10 }));
        },
        """
        one: little
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task OfAHeartbeat_FailsItsActivity(Server server) => PlayAsync(
        server,
        stage => SawAsyncActivityAsync(stage, activity => activity.HeartbeatAsync(new() { Details = [Much] })),
        """
        sent: AsyncActivityCanceled 'Activity cancelled'
        one: Activity(Step, NonRetryableFailure) 'Activity task failed' < Failure 'Heartbeat details exceed size limit.'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task OfAnActivityThatIsCompletedFromElsewhere_FailsIt(Server server) => PlayAsync(
        server,
        stage => SawAsyncActivityAsync(stage, activity => activity.CompleteAsync(Much)),
        """
        sent: done
        one: Activity(Step, NonRetryableFailure) 'Activity task failed' < Failure 'Complete result exceeds size limit.'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task OfAFailure_TakesItsPlace(Server server) => PlayAsync(
        server,
        stage => SawAsyncActivityAsync(stage, activity => activity.FailAsync(new ApplicationFailureException("no", "No", details: [Much]))),
        """
        sent: done
        one: Activity(Step, NonRetryableFailure) 'Activity task failed' < Failure 'Failure exceeds size limit.' < Application(No) 'no'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task OfACancellation_FailsIt(Server server) => PlayAsync(
        server,
        stage => SawAsyncActivityAsync(stage, activity => activity.ReportCancellationAsync(new() { Details = [Much] })),
        """
        sent: done
        one: Activity(Step, NonRetryableFailure) 'Activity task failed' < Failure 'Cancel details exceed size limit.'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task OfAWorkflow_FailsItsTask(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await stage.StartAsync<ReturnsMuch>();
            await stage.SawResultAsync(handle);
        },
        """
        one: little
        """);

    private static async Task SawAsyncActivityAsync(Stage stage, Func<AsyncActivityHandle, Task> send)
    {
        var token = stage.TokenAsync("Step");
        var handle = await stage.StartAsync<Calls>(input: new ActivityCall { StartToClose = 10, MaximumAttempts = 1 });
        var activity = stage.Client.GetAsyncActivityHandle(await token);
        await stage.SawAsync("sent", () => send(activity));
        await stage.SawResultAsync(handle);
    }

    [Workflow]
    internal sealed class ReturnsMuch
    {
        private static int tries;

        [WorkflowRun]
        public Task<string> RunAsync() => Task.FromResult(Interlocked.Increment(ref tries) % 2 == 1 ? Much : "little");
    }
}
