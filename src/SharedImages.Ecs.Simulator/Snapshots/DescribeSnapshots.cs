using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>DescribeSnapshots (facts §2.14): own snapshots, by page number or by token.</summary>
internal sealed class DescribeSnapshots : IOperation
{
    public string Action => "DescribeSnapshots";

    public JsonObject Run(Call call)
    {
        var parameters = call.Parameters;
        var region = call.RequiredRegion();
        var malformed = new ApiException(403, "InvalidSnapshotIds.Malformed", "The specified SnapshotIds is malformed: a JSON array of at most 100 ids.");
        var ids = JsonIds.Read(parameters, "SnapshotIds", malformed, malformed);
        var status = Status(parameters);
        var tags = parameters.Pairs("Tag");
        var encrypted = parameters.Bool("Encrypted");
        var key = parameters.Optional("KMSKeyId");
        var usage = Usage(parameters);
        call.EndDryRun();

        var candidates = ids is null ? call.Cloud.Snapshots.In(region) : ids.SelectMany(id => call.Cloud.Snapshots.FindIn(region, id));
        var found = candidates
            .Where(snapshot => snapshot.Owner == call.Account)
            .Where(snapshot => status == "all" || snapshot.Status == status)
            .Where(snapshot => encrypted is null || encrypted == snapshot.KMSKeyId is not null)
            .Where(snapshot => key is null || key == snapshot.KMSKeyId)
            .Where(snapshot => parameters.Allows("DiskId", snapshot.SourceDiskId) && parameters.Allows("SnapshotName", snapshot.Name))
            .Where(snapshot => usage is null || usage == snapshot.Usage(call.Cloud))
            .Where(snapshot => TagParameters.Match(snapshot.Tags, tags))
            .OrderByDescending(snapshot => snapshot.CreationTime)
            .ThenBy(snapshot => snapshot.SnapshotId, StringComparer.Ordinal)
            .ToList();
        return Listing.Answer(parameters, found, "Snapshots", "Snapshot", snapshot => SnapshotJson.Write(snapshot, call.Cloud));
    }

    private static string? Usage(Parameters parameters)
    {
        var usage = parameters.Optional("Usage");
        return usage is null or "image" or "disk" or "image_disk" or "none" ? usage : throw new ApiException(404, "InvalidUsage", "The specified Usage is not valid.");
    }

    private static string Status(Parameters parameters)
    {
        var status = parameters.Optional("Status") ?? "all";
        return status is "progressing" or "accomplished" or "failed" or "all"
            ? status
            : throw new ApiException(404, "InvalidStatus.NotFound", "The specified status does not exist.");
    }
}
