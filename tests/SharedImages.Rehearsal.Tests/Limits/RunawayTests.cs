using Temporalio.Api.Enums.V1;
using Temporalio.Exceptions;
using Temporalio.Worker;

namespace SharedImages.Rehearsal.Tests;

/// <summary>A workflow that goes on without time passing would never end on a virtual clock.</summary>
public sealed class RunawayTests
{
    [Fact]
    public async Task WorkflowTaskThatAlwaysFails_IsEndedAndNamed()
    {
        await using var env = await RehearsalEnvironment.StartAsync();
        using var worker = new TemporalWorker(env.Client, new TemporalWorkerOptions("queue").AddWorkflow<BrokenWorkflow>());

        await worker.ExecuteAsync(async () =>
        {
            var handle = await env.Client.StartWorkflowAsync((BrokenWorkflow wf) => wf.RunAsync(), new("broken", "queue") { TaskTimeout = TimeSpan.FromSeconds(1) });
            (await Should.ThrowAsync<WorkflowFailedException>(() => handle.GetResultAsync())).InnerException.ShouldBeOfType<TerminatedFailureException>();
            var last = (await handle.FetchHistoryAsync()).Events.Last();
            last.WorkflowExecutionTerminatedEventAttributes.Reason.ShouldStartWith("BrokenWorkflow broken: its workflow task has failed 3 times in a row: a defect.");
        });
    }

    [Fact]
    public async Task EndlessLoopAtOneMoment_IsEndedAndNamed()
    {
        await using var env = await RehearsalEnvironment.StartAsync();
        using var worker = new TemporalWorker(env.Client, new TemporalWorkerOptions("queue").AddWorkflow<EndlessWorkflow>());

        await worker.ExecuteAsync(async () =>
        {
            var handle = await env.Client.StartWorkflowAsync((EndlessWorkflow wf) => wf.RunAsync(), new("endless", "queue"));
            (await Should.ThrowAsync<WorkflowFailedException>(() => handle.GetResultAsync())).InnerException.ShouldBeOfType<TerminatedFailureException>();
            var last = (await handle.FetchHistoryAsync()).Events.Last();
            last.EventType.ShouldBe(EventType.WorkflowExecutionTerminated);
            last.WorkflowExecutionTerminatedEventAttributes.Reason.ShouldStartWith("EndlessWorkflow endless loops without time passing: more than 10,000 workflow tasks at one moment");
        });
    }
}
