using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Signals and cancellations from one workflow to another that is not its child.</summary>
public sealed class ExternalTests(TemporalServers servers) : BehaviourTests(servers)
{
    [Theory, MemberData(nameof(EachServer))]
    public Task Signal_ReachesTheOther(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var other = await stage.StartAsync<Waits>("other");
            await stage.SawResultAsync(await stage.StartAsync<Signals>(input: other.Id));
            await stage.SawResultAsync(other);
        },
        """
        one: delivered
        other: from another
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task SignalToNobody_Fails(Server server) => PlayAsync(
        server,
        async stage => await stage.SawResultAsync(await stage.StartAsync<Signals>(input: stage.Id("nobody"))),
        """
        one: Application(ExternalWorkflowExecutionNotFound) 'Unable to signal external workflow because it was not found'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task SignalToAnEndedRun_Fails(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var other = await stage.StartAsync<Returns>("other", "over");
            await stage.SawResultAsync(other);
            await stage.SawResultAsync(await stage.StartAsync<Signals>(input: other.Id));
        },
        """
        other: over
        one: Application(ExternalWorkflowExecutionNotFound) 'Unable to signal external workflow because it was not found'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Cancellation_ReachesTheOther(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var other = await stage.StartAsync<Waits>("other");
            await stage.SawResultAsync(await stage.StartAsync<Cancels>(input: other.Id));
            await stage.SawResultAsync(other);
        },
        """
        one: delivered
        other: WorkflowFailed 'Workflow failed' < Canceled 'Workflow canceled'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task CancellationOfNobody_Fails(Server server) => PlayAsync(
        server,
        async stage => await stage.SawResultAsync(await stage.StartAsync<Cancels>(input: stage.Id("nobody"))),
        """
        one: Application(ExternalWorkflowExecutionNotFound) 'Unable to cancel external workflow because not found'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task CancellationOfAnEndedRun_IsAccepted(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var other = await stage.StartAsync<Returns>("other", "over");
            await stage.SawResultAsync(other);
            await stage.SawResultAsync(await stage.StartAsync<Cancels>(input: other.Id));
        },
        """
        other: over
        one: delivered
        """);

    [Workflow]
    internal sealed class Signals
    {
        [WorkflowRun]
        public Task<string> RunAsync(string id) => Outcome.OfAsync(async () =>
        {
            await Workflow.GetExternalWorkflowHandle(id).SignalAsync("Go", ["from another"]);
            return "delivered";
        });
    }

    [Workflow]
    internal sealed class Cancels
    {
        [WorkflowRun]
        public Task<string> RunAsync(string id) => Outcome.OfAsync(async () =>
        {
            await Workflow.GetExternalWorkflowHandle(id).CancelAsync();
            return "delivered";
        });
    }
}
