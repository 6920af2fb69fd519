using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>DeleteSnapshot (facts §2.14): names no region; a snapshot that is not there is success; one behind an image is refused, one behind a disk goes with Force only.</summary>
internal sealed class DeleteSnapshot : IOperation
{
    public string Action => "DeleteSnapshot";

    public JsonObject Run(Call call)
    {
        var snapshots = call.Cloud.Snapshots;
        if (snapshots.Find(call.Parameters.Required("SnapshotId")) is not { } snapshot || snapshot.Owner != call.Account)
        {
            return [];
        }

        if (snapshot.BacksImage(call.Cloud))
        {
            throw new ApiException(403, "SnapshotCreatedImage", "The specified snapshot has created an image; delete the image first.");
        }

        if (call.Parameters.Bool("Force") != true && snapshot.BacksDisk(call.Cloud))
        {
            throw new ApiException(403, "SnapshotCreatedDisk", "The specified snapshot has created a disk; set Force to delete it nevertheless.");
        }

        if (snapshot.Job is { IsOpen: true } job)
        {
            job.Cancel(call.Now);
        }

        snapshots.Remove(snapshot);
        return [];
    }
}
