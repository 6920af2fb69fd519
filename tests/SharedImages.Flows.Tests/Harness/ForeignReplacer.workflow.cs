using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Flows.Tests;

/// <summary>Calls every step of a replacement that writes, and returns how each call was refused.</summary>
[Workflow("ForeignReplacer")]
public sealed class ForeignReplacerWorkflow
{
    [WorkflowRun]
    public async Task<IReadOnlyList<string>> RunAsync(string taskQueue, InstanceRequest instance, string diskId, DiskWish disk)
    {
        var options = new ActivityOptions { TaskQueue = taskQueue, StartToCloseTimeout = TimeSpan.FromMinutes(1), RetryPolicy = new() { MaximumAttempts = 1 } };
        var (claim, snapshot) = (new ClaimInstanceRequest(instance, null), new SnapshotDiskRequest(instance, diskId, 1, "t"));
        var (replace, image) = (new ReplaceDiskRequest(instance, diskId, disk, 40, "t"), new FormerDiskImageRequest(instance, "s-1", "name", "t"));
        return
        [
            await RefusalAsync(Workflow.ExecuteActivityAsync((IReplacementActivities a) => a.ClaimInstanceAsync(claim), options)),
            await RefusalAsync(Workflow.ExecuteActivityAsync((IReplacementActivities a) => a.StopForReplacementAsync(instance), options)),
            await RefusalAsync(Workflow.ExecuteActivityAsync((IReplacementActivities a) => a.SnapshotDiskAsync(snapshot), options)),
            await RefusalAsync(Workflow.ExecuteActivityAsync((IReplacementActivities a) => a.ReplaceDiskAsync(replace), options)),
            await RefusalAsync(Workflow.ExecuteActivityAsync((IReplacementActivities a) => a.StartReplacedAsync(instance), options)),
            await RefusalAsync(Workflow.ExecuteActivityAsync((IReplacementActivities a) => a.MakeFormerDiskImageAsync(image), options)),
            await RefusalAsync(Workflow.ExecuteActivityAsync((IReplacementActivities a) => a.ReleaseInstanceAsync(instance), options)),
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
