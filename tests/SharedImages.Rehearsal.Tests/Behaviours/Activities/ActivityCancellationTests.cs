using Temporalio.Client;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>What the cancellation of a workflow does to its activity, by cancellation type and by what the activity makes of it.</summary>
public sealed class ActivityCancellationTests(TemporalServers servers) : BehaviourTests(servers)
{
    [Theory, MemberData(nameof(EachServer))]
    public Task TryCancel_TellsTheActivityAndDoesNotWait(Server server) => PlayAsync(
        server,
        stage => CancelAsync(stage, ActivityCancellationType.TryCancel, activity => activity.ReportCancellationAsync(new() { Details = ["undone"] })),
        """
        heartbeat before: done
        workflow meanwhile: Activity(Step, CancelRequested) 'Activity cancelled' < Canceled ''
        heartbeat after: AsyncActivityCanceled 'Activity cancelled'
        end of the activity: done
        one: Activity(Step, CancelRequested) 'Activity cancelled' < Canceled ''
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Abandon_DoesNotTellTheActivity(Server server) => PlayAsync(
        server,
        stage => CancelAsync(stage, ActivityCancellationType.Abandon, activity => activity.CompleteAsync("finished")),
        """
        heartbeat before: done
        workflow meanwhile: Activity(Step, CancelRequested) 'Activity cancelled' < Canceled ''
        heartbeat after: done
        end of the activity: done
        one: Activity(Step, CancelRequested) 'Activity cancelled' < Canceled ''
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task WaitCancellationCompleted_WaitsForTheActivity(Server server) => PlayAsync(
        server,
        stage => CancelAsync(
            stage, ActivityCancellationType.WaitCancellationCompleted, activity => activity.ReportCancellationAsync(new() { Details = ["undone"] })),
        """
        heartbeat before: done
        workflow meanwhile: waits
        heartbeat after: AsyncActivityCanceled 'Activity cancelled'
        end of the activity: done
        one: Activity(Step, CancelRequested) 'Activity cancelled' < Canceled '' [undone]
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task WaitCancellationCompleted_TheActivityMayFinish(Server server) => PlayAsync(
        server,
        stage => CancelAsync(stage, ActivityCancellationType.WaitCancellationCompleted, activity => activity.CompleteAsync("finished")),
        """
        heartbeat before: done
        workflow meanwhile: waits
        heartbeat after: AsyncActivityCanceled 'Activity cancelled'
        end of the activity: done
        one: finished
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task WaitCancellationCompleted_AFailureIsNotRetried(Server server) => PlayAsync(
        server,
        stage => CancelAsync(
            stage,
            ActivityCancellationType.WaitCancellationCompleted,
            activity => activity.FailAsync(new ApplicationFailureException("broke", errorType: "Broke"))),
        """
        heartbeat before: done
        workflow meanwhile: waits
        heartbeat after: AsyncActivityCanceled 'Activity cancelled'
        end of the activity: done
        one: Activity(Step, CancelRequested) 'Activity task failed' < Application(Broke) 'broke'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task BeforeItStarts_NoWorkerIsNeeded(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await stage.StartAsync<CallsAndStays>(input: Call(ActivityCancellationType.WaitCancellationCompleted) with { TaskQueue = "nobody-works-here" });
            await Stage.BegunAsync(handle);
            await handle.CancelAsync();
            await EndAsync(stage, handle);
        },
        """
        one: Activity(Step, CancelRequested) 'Activity cancelled' < Canceled '' [ACTIVITY_ID_NOT_STARTED]
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task BetweenAttempts_ItIsCanceledAtOnce(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var token = stage.TokenAsync("Step");
            var handle = await stage.StartAsync<CallsAndStays>(input: Call(ActivityCancellationType.WaitCancellationCompleted));
            await stage.Client.GetAsyncActivityHandle(await token).FailAsync(new ApplicationFailureException("not yet", errorType: "NotYet"));
            await handle.CancelAsync();
            await EndAsync(stage, handle);
        },
        """
        one: Activity(Step, CancelRequested) 'Activity cancelled' < Canceled '' [ACTIVITY_ID_NOT_STARTED]
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task AHeartbeat_CancelsTheActivitysToken(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var begun = new TaskCompletionSource();
            var mayBeat = new TaskCompletionSource();
            stage.AsyncActivity("Step", async context =>
            {
                begun.SetResult();
                await mayBeat.Task;
                var canceled = new TaskCompletionSource();
                using var registration = context.CancellationToken.Register(canceled.SetResult);
                context.Heartbeat("alive");
                await canceled.Task;
                stage.Saw($"activity: {context.CancelReason}");
                throw new OperationCanceledException(context.CancellationToken);
            });
            var handle = await stage.StartAsync<CallsAndStays>(input: Call(ActivityCancellationType.WaitCancellationCompleted));
            await begun.Task;
            await handle.CancelAsync();
            await Stage.BegunAsync(handle);
            mayBeat.SetResult();
            await EndAsync(stage, handle);
        },
        """
        activity: CancelRequested
        one: Activity(Step, CancelRequested) 'Activity cancelled' < Canceled ''
        """);

    /// <summary>Cancels while the activity is out, notes what it would be told and the workflow knows, and lets the activity end.</summary>
    private static async Task CancelAsync(Stage stage, ActivityCancellationType type, Func<AsyncActivityHandle, Task> end)
    {
        var token = stage.TokenAsync("Step");
        var handle = await stage.StartAsync<CallsAndStays>(input: Call(type));
        var activity = stage.Client.GetAsyncActivityHandle(await token);
        await stage.SawAsync("heartbeat before", () => activity.HeartbeatAsync());
        await handle.CancelAsync();
        await stage.SawAsync("workflow meanwhile", () => handle.QueryAsync<string>("Outcome", []));
        await stage.SawAsync("heartbeat after", () => activity.HeartbeatAsync());
        await stage.SawAsync("end of the activity", () => end(activity));
        await EndAsync(stage, handle);
    }

    private static async Task EndAsync(Stage stage, WorkflowHandle handle)
    {
        await handle.SignalAsync("End", []);
        await stage.SawResultAsync(handle);
    }

    private static ActivityCall Call(ActivityCancellationType type) => new() { StartToClose = 3600, FirstRetryAfter = 3600, Cancellation = type };

    [Workflow]
    internal sealed class CallsAndStays
    {
        private bool mayEnd;

        [WorkflowQuery]
        public string Outcome { get; private set; } = "waits";

        [WorkflowRun]
        public async Task<string> RunAsync(ActivityCall call)
        {
            Outcome = await Tests.Outcome.OfAsync(() => Workflow.ExecuteActivityAsync<object?>("Step", [], call.Options()));
            await Workflow.WaitConditionAsync(() => mayEnd, CancellationToken.None);
            return Outcome;
        }

        [WorkflowSignal]
        public Task EndAsync()
        {
            mayEnd = true;
            return Task.CompletedTask;
        }
    }
}
