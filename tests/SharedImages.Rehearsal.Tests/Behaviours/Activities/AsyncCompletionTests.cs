using Temporalio.Exceptions;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Activities that somebody else completes, by their token or their id.</summary>
public sealed class AsyncCompletionTests(TemporalServers servers) : BehaviourTests(servers)
{
    [Theory, MemberData(nameof(EachServer))]
    public Task Completed_ByToken(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var token = stage.TokenAsync("Step");
            var handle = await stage.StartAsync<Calls>(input: new ActivityCall { StartToClose = 3600 });
            await stage.Client.GetAsyncActivityHandle(await token).CompleteAsync("from outside");
            await stage.SawResultAsync(handle);
        },
        """
        one: from outside
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Completed_ById(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var token = stage.TokenAsync("Step");
            var handle = await stage.StartAsync<Calls>(input: new ActivityCall { StartToClose = 3600 });
            await token;
            await stage.Client.GetAsyncActivityHandle(handle.Id, handle.ResultRunId!, "1").CompleteAsync("from outside");
            await stage.SawResultAsync(handle);
        },
        """
        one: from outside
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Failed_ByToken(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var token = stage.TokenAsync("Step");
            var handle = await stage.StartAsync<Calls>(input: new ActivityCall { StartToClose = 3600 });
            await stage.Client.GetAsyncActivityHandle(await token).FailAsync(new ApplicationFailureException("no", errorType: "No", nonRetryable: true));
            await stage.SawResultAsync(handle);
        },
        """
        one: Activity(Step, NonRetryableFailure) 'Activity task failed' < Application(No, final) 'no'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task CompletedTwice_IsNotFound(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var token = stage.TokenAsync("Step");
            var handle = await stage.StartAsync<Calls>(input: new ActivityCall { StartToClose = 3600 });
            var activity = stage.Client.GetAsyncActivityHandle(await token);
            await activity.CompleteAsync("first");
            await stage.SawResultAsync(handle);
            await stage.SawAsync("second", () => activity.CompleteAsync("second"));
        },
        """
        one: first
        second: Rpc(NotFound) 'workflow execution already completed'
        """);
}
