using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>CancelTask (facts §2.17): imports and exports that go on. An unknown region is 400 here.</summary>
internal sealed class CancelTask : IOperation
{
    public string Action => "CancelTask";

    public JsonObject Run(Call call)
    {
        var region = call.Parameters.Required("RegionId");
        if (!call.Cloud.Regions.Contains(region, StringComparer.Ordinal))
        {
            throw new ApiException(400, "InvalidRegionId.NotFound", "The specified RegionId does not exist.");
        }

        var task = call.OwnTask(region);
        if (!task.SupportsCancel)
        {
            throw new ApiException(403, "InvalidTaskId.TaskActionNotSupport", "The action of the specified task does not support cancelling.");
        }

        if (task.StatusAt(call.Now) != TaskRecord.Processing)
        {
            throw new ApiException(403, "InvalidTaskId.IncorrectTaskStatus", "The current status of the specified task does not support this operation.");
        }

        task.Cancel(call.Now);
        return [];
    }
}
