using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Converters;
using Temporalio.Exceptions;

namespace SharedImages.Rehearsal.Tests;

/// <summary>What <c>ResetActivity</c> does to an activity that waits, runs, or is not there.</summary>
public sealed class ActivityResetTests(TemporalServers servers) : BehaviourTests(servers)
{
    [Theory, MemberData(nameof(EachServer))]
    public Task BetweenAttempts_TheNextIsDueAtOnceAndTheFirst(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await FailTwiceAsync(stage);
            var token = stage.TokenAsync("Step");
            await ResetAsync(stage, handle, new() { Id = "1" });
            var third = stage.Client.GetAsyncActivityHandle(await token);
            await SawActivityAsync(stage, handle);
            token = stage.TokenAsync("Step");
            await third.FailAsync(new ApplicationFailureException("still not", errorType: "NotYet"));
            var fourth = stage.Client.GetAsyncActivityHandle(await stage.InTimeAsync(token));
            await SawActivityAsync(stage, handle);
            await fourth.CompleteAsync("done");
            await stage.SawResultAsync(handle);
        },
        """
        Scheduled attempt 3, heartbeat 42, last failure in an hour [7], next in 3600 s
        Started attempt 1, heartbeat 42, last failure none, next none
        Started attempt 2, heartbeat 42, last failure still not, next none
        one: done
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task BetweenAttempts_TheNextFindsTheHeartbeat(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await FailTwiceAsync(stage);
            stage.AsyncActivity("Step", async context => $"attempt {context.Info.Attempt} found {await context.Info.HeartbeatDetailAtAsync<int>(0)}");
            await ResetAsync(stage, handle, new() { Type = "Step" });
            await stage.SawResultAsync(handle);
        },
        """
        Scheduled attempt 3, heartbeat 42, last failure in an hour [7], next in 3600 s
        one: attempt 1 found 42
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task BetweenAttempts_ResetHeartbeat_TheNextFindsNone(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await FailTwiceAsync(stage);
            var token = stage.TokenAsync("Step");
            await ResetAsync(stage, handle, new() { MatchAll = true, ResetHeartbeat = true });
            var third = stage.Client.GetAsyncActivityHandle(await token);
            await SawActivityAsync(stage, handle);
            await third.CompleteAsync("done");
            await stage.SawResultAsync(handle);
        },
        """
        Scheduled attempt 3, heartbeat 42, last failure in an hour [7], next in 3600 s
        Started attempt 1, heartbeat none, last failure none, next none
        one: done
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task BetweenAttempts_MaximumAttemptsCountAnew(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await FailTwiceAsync(stage, new ActivityCall { StartToClose = 60, MaximumAttempts = 3 });
            stage.Activity("Step", context => context.Info.Attempt < 3 ? throw new ApplicationFailureException("still not", errorType: "NotYet") : "done");
            await ResetAsync(stage, handle, new() { Id = "1" });
            await stage.SawResultAsync(handle);
        },
        """
        Scheduled attempt 3, heartbeat 42, last failure in an hour [7], next in 3600 s
        one: done
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task WhileNobodyTakesIt_ItGoesOnWaiting(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await stage.StartAsync<Calls>(input: new ActivityCall { StartToClose = 60, TaskQueue = stage.TaskQueue + "-nobody" });
            await Stage.BegunAsync(handle);
            await ResetAsync(stage, handle, new() { Id = "1" });
            await SawActivityAsync(stage, handle);
            await handle.TerminateAsync("nobody comes");
            await stage.SawResultAsync(handle);
        },
        """
        Scheduled attempt 1, heartbeat none, last failure none, next none
        one: WorkflowFailed 'Workflow failed' < Terminated 'nobody comes'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task DuringTheFirstAttempt_ItGoesOn(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var token = stage.TokenAsync("Step");
            var handle = await stage.StartAsync<Calls>(input: new ActivityCall { StartToClose = 60 });
            var first = await token;
            await BeatAsync(stage, first, 41);
            await ResetAsync(stage, handle, new() { Id = "1", ResetHeartbeat = true });
            await BeatAsync(stage, first, 42);
            await SawActivityAsync(stage, handle);
            token = stage.TokenAsync("Step");
            await stage.Client.GetAsyncActivityHandle(first).FailAsync(new ApplicationFailureException("not yet", errorType: "NotYet"));
            var second = stage.Client.GetAsyncActivityHandle(await stage.InTimeAsync(token));
            await SawActivityAsync(stage, handle);
            await second.CompleteAsync("done");
            await stage.SawResultAsync(handle);
        },
        """
        beat: cancel False, reset False, paused False
        beat: cancel False, reset True, paused False
        Started attempt 1, heartbeat 42, last failure none, next none
        Started attempt 2, heartbeat none, last failure not yet, next none
        one: done
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task DuringALaterAttempt_ItsWorkerIsHeardNoMore(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var token = stage.TokenAsync("Step");
            var handle = await stage.StartAsync<Calls>(input: new ActivityCall { StartToClose = 1 });
            var first = await token;
            await BeatAsync(stage, first, 41);
            token = stage.TokenAsync("Step");
            await stage.Client.GetAsyncActivityHandle(first).FailAsync(new ApplicationFailureException("not yet", errorType: "NotYet"));
            var second = await stage.InTimeAsync(token);
            token = stage.TokenAsync("Step");
            await ResetAsync(stage, handle, new() { Id = "1" });
            await SawActivityAsync(stage, handle);
            await BeatAsync(stage, second, 42);
            await stage.SawAsync("complete", () => stage.Client.GetAsyncActivityHandle(second).CompleteAsync("lost"));
            var third = stage.Client.GetAsyncActivityHandle(await stage.InTimeAsync(token));
            await SawActivityAsync(stage, handle);
            await third.CompleteAsync("done");
            await stage.SawResultAsync(handle);
        },
        """
        beat: cancel False, reset False, paused False
        Started attempt 1, heartbeat 41, last failure not yet, next none
        beat: Rpc(NotFound) 'invalid activityID or activity already timed out or invoking workflow is completed'
        complete: Rpc(NotFound) 'invalid activityID or activity already timed out or invoking workflow is completed'
        Started attempt 2, heartbeat 41, last failure activity StartToClose timeout, next none
        one: done
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task OfNothing_IsRefused(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var token = stage.TokenAsync("Step");
            var handle = await stage.StartAsync<Calls>(input: new ActivityCall { StartToClose = 60 });
            var activity = stage.Client.GetAsyncActivityHandle(await token);
            await stage.SawAsync("another id", () => ResetAsync(stage, handle, new() { Id = "2" }));
            await stage.SawAsync("another type", () => ResetAsync(stage, handle, new() { Type = "Other" }));
            await stage.SawAsync("none named", () => ResetAsync(stage, handle, new()));
            await stage.SawAsync("another workflow", () => ResetAsync(stage, stage.Client.GetWorkflowHandle(stage.Id("nobody")), new() { Id = "1" }));
            await activity.CompleteAsync("done");
            await stage.SawResultAsync(handle);
            await stage.SawAsync("ended", () => ResetAsync(stage, handle, new() { Id = "1" }));
            var idle = await stage.StartAsync<Waits>("idle");
            await Stage.BegunAsync(idle);
            await stage.SawAsync("all of none", () => ResetAsync(stage, idle, new() { MatchAll = true }));
            await idle.SignalAsync("Go", ["go"]);
            await stage.SawResultAsync(idle);
        },
        """
        another id: Rpc(NotFound) 'Can't find pending activity with such ID. Invalid activityID or activity already completed'
        another type: Rpc(NotFound) 'Can't find pending activity with such ID. Invalid activityID or activity already completed'
        none named: Rpc(InvalidArgument) 'Either Activity.Id or Activity.Type should be set on request.'
        another workflow: Rpc(NotFound) 'workflow not found for ID: nobody'
        one: done
        ended: Rpc(NotFound) 'workflow execution already completed'
        all of none: Rpc(NotFound) 'Can't find pending activity with such ID. Invalid activityID or activity already completed'
        idle: go
        """);

    /// <summary>A run whose activity has beaten once and failed twice: the next attempt is to be in an hour.</summary>
    private static async Task<WorkflowHandle> FailTwiceAsync(Stage stage, ActivityCall? call = null)
    {
        var token = stage.TokenAsync("Step");
        var handle = await stage.StartAsync<Calls>(input: call ?? new ActivityCall { StartToClose = 60 });
        var first = stage.Client.GetAsyncActivityHandle(await token);
        await first.HeartbeatAsync(new() { Details = [42] });
        token = stage.TokenAsync("Step");
        await first.FailAsync(new ApplicationFailureException("not yet", errorType: "NotYet"));
        var second = stage.Client.GetAsyncActivityHandle(await stage.InTimeAsync(token));
        await second.FailAsync(new ApplicationFailureException("in an hour", errorType: "NotYet", nextRetryDelay: TimeSpan.FromHours(1), details: [7]));
        await SawActivityAsync(stage, handle);
        return handle;
    }

    private static Task<ResetActivityResponse> ResetAsync(Stage stage, WorkflowHandle handle, ResetActivityRequest request)
    {
        request.Namespace = stage.Client.Options.Namespace;
        request.Execution = new() { WorkflowId = handle.Id, RunId = handle.ResultRunId ?? "" };
        return stage.Client.WorkflowService.ResetActivityAsync(request);
    }

    /// <summary>Beats, and notes what the server has to say to the worker.</summary>
    private static Task BeatAsync(Stage stage, byte[] token, int detail) => stage.SawAsync("beat", async () =>
    {
        var details = await stage.Client.Options.DataConverter.ToPayloadAsync(detail);
        var answer = await stage.Client.WorkflowService.RecordActivityTaskHeartbeatAsync(new()
        {
            Namespace = stage.Client.Options.Namespace,
            TaskToken = Google.Protobuf.ByteString.CopyFrom(token),
            Details = new() { Payloads_ = { details } },
        });
        return $"cancel {answer.CancelRequested}, reset {answer.ActivityReset}, paused {answer.ActivityPaused}";
    });

    private static async Task SawActivityAsync(Stage stage, WorkflowHandle handle)
    {
        var activity = (await stage.DescribeAsync(handle)).PendingActivities.ShouldHaveSingleItem();
        var next = activity.NextAttemptScheduleTime is null ? "none" : $"in {Math.Round(activity.CurrentRetryInterval.ToTimeSpan().TotalSeconds)} s";
        stage.Saw($"{activity.State} attempt {activity.Attempt}, heartbeat {Text(activity.HeartbeatDetails) ?? "none"}, last failure {Text(activity.LastFailure)}, next {next}");
    }

    private static string Text(Temporalio.Api.Failure.V1.Failure? failure) =>
        failure is null ? "none" : Text(failure.ApplicationFailureInfo?.Details) is { } details ? $"{failure.Message} [{details}]" : failure.Message;

    private static string? Text(Temporalio.Api.Common.V1.Payloads? payloads) =>
        payloads is null ? null : string.Join(", ", payloads.Payloads_.Select(payload => payload.Data.ToStringUtf8()));
}
