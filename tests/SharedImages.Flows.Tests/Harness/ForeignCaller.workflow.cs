using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Flows.Tests;

/// <summary>Calls what removes and shares, and returns how each call was refused.</summary>
[Workflow("ForeignCaller")]
public sealed class ForeignCallerWorkflow
{
    [WorkflowRun]
    public async Task<IReadOnlyList<string>> RunAsync(string taskQueue, RemoveImageRequest image, RemoveSnapshotsRequest snapshots, ShareImageRequest share)
    {
        var options = new ActivityOptions { TaskQueue = taskQueue, StartToCloseTimeout = TimeSpan.FromMinutes(1), RetryPolicy = new() { MaximumAttempts = 1 } };
        return
        [
            await RefusalAsync(Workflow.ExecuteActivityAsync((IEffectActivities a) => a.NoteSnapshotsAsync(image), options)),
            await RefusalAsync(Workflow.ExecuteActivityAsync((IEffectActivities a) => a.RemoveImageAsync(image), options)),
            await RefusalAsync(Workflow.ExecuteActivityAsync((IEffectActivities a) => a.RemoveSnapshotsAsync(snapshots), options)),
            await RefusalAsync(Workflow.ExecuteActivityAsync((IPromotionActivities a) => a.ShareImageAsync(share), options)),
            await RefusalAsync(Workflow.ExecuteActivityAsync((IEffectActivities a) => a.UnshareImageAsync(share), options)),
        ];
    }

    private static async Task<string> RefusalAsync(Task call)
    {
        try
        {
            await call;
            return "done:";
        }
        catch (ActivityFailureException failure)
        {
            return failure.InnerException!.Message;
        }
    }
}
