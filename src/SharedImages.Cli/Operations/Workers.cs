using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;

namespace SharedImages.Cli;

/// <summary>Whether anybody works on a task queue.</summary>
internal static class Workers
{
    /// <summary>Whether a worker has asked the queue for work within the last minutes; one that was killed just now still counts.</summary>
    public static async Task<bool> PollAsync(ITemporalClient client, string taskQueue, CancellationToken cancellation)
    {
        var answer = await client.WorkflowService.DescribeTaskQueueAsync(
            new DescribeTaskQueueRequest
            {
                Namespace = client.Options.Namespace,
                TaskQueue = new() { Name = taskQueue },
                TaskQueueType = TaskQueueType.Workflow,
            },
            OperationRun.Call(cancellation));
        return answer.Pollers.Count > 0;
    }

    public static string NonePolls(ITemporalClient client, string taskQueue, string options) =>
        $"No worker polls task queue '{taskQueue}' in namespace '{client.Options.Namespace}': nothing moves until one starts ({Invocation.Program} worker{options}).";

    public static string NoneAnswers(ITemporalClient client, string taskQueue) =>
        $"No worker of task queue '{taskQueue}' in namespace '{client.Options.Namespace}' answers: it has just stopped, or its log says why it cannot go on.";
}
