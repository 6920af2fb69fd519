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
        var usage = Usage(parameters);
        call.EndDryRun();

        var cloud = call.Cloud;
        var search = new Search<SnapshotRecord>(cloud.SnapshotLists, [new(Facet.All, region, call.Account)], snapshot => snapshot.Region == region && snapshot.Owner == call.Account);
        search.WhereIds(ids, cloud.Snapshots);
        search.Where(parameters.Optional("DiskId"), Facet.Disk, snapshot => snapshot.SourceDiskId);
        search.WhereTags(tags, snapshot => snapshot.Tags);
        search.Where(status, snapshot => snapshot.Status);
        search.Where(parameters.Optional("SnapshotName"), snapshot => snapshot.Name);
        search.Where(parameters.Optional("KMSKeyId"), snapshot => snapshot.KMSKeyId ?? "");
        search.Where(usage, snapshot => snapshot.Usage(cloud));
        if (encrypted is not null)
        {
            search.Where(snapshot => encrypted == snapshot.KMSKeyId is not null);
        }

        return Listing.Answer(parameters, search.Run(), "Snapshots", "Snapshot", snapshot => SnapshotJson.Write(snapshot, cloud));
    }

    private static string? Usage(Parameters parameters)
    {
        var usage = parameters.Optional("Usage");
        return usage is null or "image" or "disk" or "image_disk" or "none" ? usage : throw new ApiException(404, "InvalidUsage", "The specified Usage is not valid.");
    }

    private static string? Status(Parameters parameters) => parameters.Optional("Status") switch
    {
        null or "all" => null,
        var status and ("progressing" or "accomplished" or "failed") => status,
        _ => throw new ApiException(404, "InvalidStatus.NotFound", "The specified status does not exist."),
    };
}
