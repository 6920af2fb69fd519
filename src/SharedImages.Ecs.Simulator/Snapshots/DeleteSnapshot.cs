using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>DeleteSnapshot (facts §2.14): names no region; a snapshot that is not there is success; one behind an image is refused.</summary>
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

        snapshots.Remove(snapshot);
        return [];
    }
}
