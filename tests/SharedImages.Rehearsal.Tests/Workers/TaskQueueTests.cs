using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Worker;

namespace SharedImages.Rehearsal.Tests;

/// <summary>What is said of a task queue, and of the cache of the worker on it.</summary>
public sealed class TaskQueueTests
{
    [Fact]
    public async Task Description_NamesTheWorkersThatPoll_WhileTheyDo()
    {
        await using var env = await RehearsalEnvironment.StartAsync();
        using (var worker = new TemporalWorker(await env.ConnectAsync("a worker"), new TemporalWorkerOptions("queue").AddWorkflow<SleepWorkflow>()))
        {
            await worker.ExecuteAsync(async () =>
            {
                await env.Client.ExecuteWorkflowAsync((SleepWorkflow wf) => wf.RunAsync(1), new("id", "queue"));
                (await PollersAsync(env.Client)).ShouldBe(["a worker"]);
            });
        }

        (await PollersAsync(env.Client)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ResetOfTheStickyQueue_TheRunGoesOnWithItsWholeHistory()
    {
        await using var env = await RehearsalEnvironment.StartAsync();
        using var worker = new TemporalWorker(env.Client, new TemporalWorkerOptions("queue").AddWorkflow<SleepWorkflow>());

        await worker.ExecuteAsync(async () =>
        {
            var handle = await env.Client.StartWorkflowAsync((SleepWorkflow wf) => wf.RunAsync(1), new("id", "queue"));
            await env.DelayAsync(TimeSpan.FromHours(1));
            await env.Client.WorkflowService.ResetStickyTaskQueueAsync(new() { Namespace = "default", Execution = new() { WorkflowId = handle.Id } });
            await handle.GetResultAsync();
            (await handle.FetchHistoryAsync()).Events
                .Where(e => e.EventType == EventType.WorkflowTaskScheduled)
                .Select(e => e.WorkflowTaskScheduledEventAttributes.TaskQueue.Kind)
                .ShouldBe([TaskQueueKind.Normal, TaskQueueKind.Normal]);
        });
    }

    private static async Task<IEnumerable<string>> PollersAsync(ITemporalClient client)
    {
        var described = await client.WorkflowService.DescribeTaskQueueAsync(new() { Namespace = "default", TaskQueue = new() { Name = "queue" }, TaskQueueType = TaskQueueType.Workflow });
        return described.Pollers.Select(poller => poller.Identity);
    }
}
