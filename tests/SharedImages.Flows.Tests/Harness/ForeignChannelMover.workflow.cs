using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Flows.Tests;

/// <summary>Calls every step of a channel's move that writes, and returns how each call was refused.</summary>
[Workflow("ForeignChannelMover")]
public sealed class ForeignChannelMoverWorkflow
{
    [WorkflowRun]
    public async Task<IReadOnlyList<string>> RunAsync(string taskQueue, ChannelImage image, ChannelRecord record)
    {
        var options = new ActivityOptions { TaskQueue = taskQueue, StartToCloseTimeout = TimeSpan.FromMinutes(1), RetryPolicy = new() { MaximumAttempts = 1 } };
        var restore = new RestoreChannelRequest(image.Region, image.Account, [image.ImageId], null);
        return
        [
            await RefusalAsync(Workflow.ExecuteActivityAsync((IChannelActivities a) => a.PointChannelAsync(image), options)),
            await RefusalAsync(Workflow.ExecuteActivityAsync((IChannelActivities a) => a.ReleaseChannelAsync(image), options)),
            await RefusalAsync(Workflow.ExecuteActivityAsync((IChannelActivities a) => a.RestoreChannelAsync(restore), options)),
            await RefusalAsync(Workflow.ExecuteActivityAsync((IChannelActivities a) => a.RecordChannelAsync(record), options)),
        ];
    }

    private static async Task<string> RefusalAsync(Task call)
    {
        try
        {
            await call;
            return "done";
        }
        catch (ActivityFailureException failure)
        {
            return failure.InnerException!.Message;
        }
    }
}
