namespace SharedImages.Rehearsal.Tests;

/// <summary>A caller whose worker has room gets the first task with the answer to its start.</summary>
public sealed class EagerStartTests(TemporalServers servers) : BehaviourTests(servers)
{
    [Theory, MemberData(nameof(EachServer))]
    public Task ACallerWithAWorker_GetsTheFirstTaskAtOnce(Server server) => PlayAsync(
        server,
        async stage => await stage.SawResultAsync(await stage.StartAsync<Returns>(input: "done", with: options => options.RequestEagerStart = true)),
        """
        one: done
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task AfterADelay_NobodyDoes(Server server) => PlayAsync(
        server,
        async stage => await stage.SawResultAsync(await stage.StartAsync<Returns>(input: "done", with: options =>
        {
            options.RequestEagerStart = true;
            options.StartDelay = TimeSpan.FromSeconds(1);
        })),
        """
        one: done
        """);
}
