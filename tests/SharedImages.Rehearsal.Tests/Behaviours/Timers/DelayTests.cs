using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>When a delay of the environment ends, all that was due by then has come to rest.</summary>
public sealed class DelayTests(TemporalServers servers) : BehaviourTests(servers)
{
    /// <summary>On the real server there is time to spare; on a rehearsal all is due in the very moment in which the delay ends.</summary>
    [Theory, MemberData(nameof(EachServer))]
    public Task WhatIsDueByThen_HasSettled(Server server) => PlayAsync(
        server,
        async stage =>
        {
            stage.Activity("Step", context => $"step {context.Info.Attempt}");
            var handle = await stage.StartAsync<Wakes>();
            await stage.Environment.DelayAsync(TimeSpan.FromSeconds(server == Server.Real ? 3 : 1));
            stage.Saw($"it is {(await handle.DescribeAsync()).Status}");
            await stage.SawResultAsync(handle);
        },
        """
        it is Completed
        one: step 1, returned
        """);

    [Workflow]
    internal sealed class Wakes
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            await Workflow.DelayAsync(TimeSpan.FromSeconds(1));
            var step = await Workflow.ExecuteActivityAsync<string>("Step", [], new() { StartToCloseTimeout = TimeSpan.FromSeconds(10), DisableEagerActivityExecution = true });
            var child = await Workflow.ExecuteChildWorkflowAsync((Returns wf) => wf.RunAsync("returned"), new() { Id = $"{Workflow.Info.WorkflowId}-child" });
            return $"{step}, {child}";
        }
    }
}
