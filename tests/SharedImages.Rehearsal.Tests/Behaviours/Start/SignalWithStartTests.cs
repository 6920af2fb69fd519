using Temporalio.Api.Enums.V1;
using Temporalio.Client;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Signal-with-start: one call that starts a run unless there is one, and signals it.</summary>
public sealed class SignalWithStartTests(TemporalServers servers) : BehaviourTests(servers)
{
    [Theory, MemberData(nameof(EachServer))]
    public Task NoRun_StartsOne(Server server) => PlayAsync(
        server,
        async stage => await stage.SawResultAsync(await stage.StartAsync<Waits>(with: Signal("hello"))),
        """
        one: hello
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task RunningRun_IsSignalled(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var first = await stage.StartAsync<Waits>();
            await stage.SawStartAsync<Waits>("signal with start", with: Signal("hello"));
            await stage.SawResultAsync(first);
        },
        """
        signal with start: run 1 of one
        one: hello
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task EndedRun_AnotherStarts(Server server) => PlayAsync(
        server,
        async stage =>
        {
            await stage.SawResultAsync(await stage.StartAsync<Returns>(input: "first"));
            await stage.SawStartAsync<Waits>("signal with start", with: Signal("hello"));
        },
        """
        one: first
        signal with start: run 2 of one
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task EndedRunThatMayNotBeRepeated_IsRefused(Server server) => PlayAsync(
        server,
        async stage =>
        {
            await stage.SawResultAsync(await stage.StartAsync<Returns>(input: "first"));
            await stage.SawStartAsync<Waits>("signal with start", with: Signal("hello", options => options.IdReusePolicy = WorkflowIdReusePolicy.RejectDuplicate));
        },
        """
        one: first
        signal with start: AlreadyStarted(one, run 1 of one)
        """);

    private static Action<WorkflowOptions> Signal(string word, Action<WorkflowOptions>? with = null) => options =>
    {
        options.StartSignal = "Go";
        options.StartSignalArgs = [word];
        with?.Invoke(options);
    };
}
