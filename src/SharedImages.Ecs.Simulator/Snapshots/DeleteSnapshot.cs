using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>DeleteSnapshot (facts §2.14): names no region; a snapshot that is not there is success; one behind an image is refused.</summary>
internal sealed class DeleteSnapshot : IOperation
{
    public string Action => "DeleteSnapshot";

    public JsonObject Run(Call call)
    {
        var snapshots = call.Cloud.Snapshots;
        var found = snapshots.TryGetValue(call.Parameters.Required("SnapshotId"), out var snapshot) && snapshot.Owner == call.Account;
        if (!found)
        {
            return [];
        }

        if (snapshot!.BacksImage(call.Cloud))
        {
            throw new ApiException(403, "SnapshotCreatedImage", "The specified snapshot has created an image; delete the image first.");
        }

        snapshots.Remove(snapshot.SnapshotId);
        return [];
    }
}
