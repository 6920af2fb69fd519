using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Timers that fire, and timers that are canceled.</summary>
public sealed class TimerTests(TemporalServers servers) : BehaviourTests(servers)
{
    [Theory, MemberData(nameof(EachServer))]
    public Task TheShorterFires_TheOtherIsCanceled(Server server) => PlayAsync(
        server,
        async stage => await stage.SawResultAsync(await stage.StartAsync<Races>()),
        """
        one: shorter first; longer: TaskCanceled 'A task was canceled.'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task WaitWithATimeout_EndsWithIt(Server server) => PlayAsync(
        server,
        async stage => await stage.SawResultAsync(await stage.StartAsync<WaitsInVain>()),
        """
        one: met: False
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task CanceledInTheSameTask_NeverReachesTheServer(Server server) => PlayAsync(
        server,
        async stage => await stage.SawResultAsync(await stage.StartAsync<ChangesItsMind>()),
        """
        one: TaskCanceled 'A task was canceled.'
        """);

    private static Task<string> EndOfAsync(Task timer) => Outcome.OfAsync(async () =>
    {
        await timer;
        return "fired";
    });

    [Workflow]
    internal sealed class Races
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            using var source = CancellationTokenSource.CreateLinkedTokenSource(Workflow.CancellationToken);
            var longer = Workflow.DelayAsync(TimeSpan.FromHours(1), source.Token);
            var shorter = Workflow.DelayWithOptionsAsync(new(TimeSpan.FromSeconds(1), summary: "the shorter"));
            var first = await Workflow.WhenAnyAsync(longer, shorter);
            source.Cancel();
            return $"{(first == shorter ? "shorter" : "longer")} first; longer: {await EndOfAsync(longer)}";
        }
    }

    [Workflow]
    internal sealed class WaitsInVain
    {
        [WorkflowRun]
        public async Task<string> RunAsync() => $"met: {await Workflow.WaitConditionAsync(() => false, TimeSpan.FromSeconds(1))}";
    }

    [Workflow]
    internal sealed class ChangesItsMind
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            using var source = new CancellationTokenSource();
            var timer = Workflow.DelayAsync(TimeSpan.FromHours(1), source.Token);
            source.Cancel();
            return await EndOfAsync(timer);
        }
    }
}
