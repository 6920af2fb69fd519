namespace SharedImages.Rehearsal.Tests;

/// <summary>A start with a delay: the run exists at once, and its first task comes later.</summary>
public sealed class StartDelayTests(TemporalServers servers) : BehaviourTests(servers)
{
    [Theory, MemberData(nameof(EachServer))]
    public Task FirstTaskComesAfterTheDelay(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await stage.StartAsync<Returns>(input: "done", with: options => options.StartDelay = TimeSpan.FromSeconds(1));
            var described = await handle.DescribeAsync();
            stage.Saw($"{described.Status}, to begin {(described.ExecutionTime - described.StartTime)?.TotalSeconds} s after its start");
            await stage.SawResultAsync(handle);
        },
        """
        Running, to begin 1 s after its start
        one: done
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task SignalWithStart_WaitsToo(Server server) => PlayAsync(
        server,
        async stage => await stage.SawResultAsync(await stage.StartAsync<Waits>(with: options =>
        {
            options.StartDelay = TimeSpan.FromSeconds(1);
            options.StartSignal = "Go";
            options.StartSignalArgs = ["go"];
        })),
        """
        one: go
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task ALaterSignal_DoesNotEndIt(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await stage.StartAsync<Waits>(with: options => options.StartDelay = TimeSpan.FromSeconds(1));
            await handle.SignalAsync("Go", ["go"]);
            await stage.SawResultAsync(handle);
        },
        """
        one: go
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task CanBeTerminatedMeanwhile(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await stage.StartAsync<Waits>(with: options => options.StartDelay = TimeSpan.FromDays(1));
            await handle.TerminateAsync("not needed");
            await stage.SawResultAsync(handle);
        },
        """
        one: WorkflowFailed 'Workflow failed' < Terminated 'not needed'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task QueriedMeanwhile_IsRefused(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await stage.StartAsync<Waits>(with: options => options.StartDelay = TimeSpan.FromDays(1));
            await stage.SawAsync("query", () => handle.QueryAsync<string>("Heard", []));
            await handle.TerminateAsync("not needed");
        },
        """
        query: Rpc(FailedPrecondition) 'Workflow task is not scheduled yet.'
        """);
}
