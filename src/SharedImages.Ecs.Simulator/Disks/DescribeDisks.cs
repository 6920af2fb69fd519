using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>DescribeDisks (facts §2.14): own disks, by page number or by token; no ids find nothing.</summary>
internal sealed class DescribeDisks : IOperation
{
    private const int MaxResults = 500;

    public string Action => "DescribeDisks";

    public JsonObject Run(Call call)
    {
        var parameters = call.Parameters;
        var region = call.RequiredRegion();
        var ids = JsonIds.Read(
            parameters,
            "DiskIds",
            new ApiException(400, "InvalidParameter.DiskIds", "The specified DiskIds is not valid: a JSON array of ids."),
            new ApiException(403, "InvalidDiskIds.Malformed", "The amount of specified disk ids exceeds the limit."));
        var status = Status(parameters);
        var type = Type(parameters);
        var tags = parameters.Pairs("Tag");
        var encrypted = parameters.Bool("Encrypted");
        call.EndDryRun();

        var fleet = call.Cloud.Fleet;
        var search = new Search<CloudDisk>(fleet.DiskLists, [new(Facet.All, region, call.Account)], disk => disk.Region == region && disk.Owner == call.Account);
        search.WhereIds(ids, fleet.Disks);
        search.Where(parameters.Optional("InstanceId"), Facet.Instance, disk => disk.InstanceId ?? "");
        search.Where(parameters.Optional("SnapshotId"), Facet.Snapshot, disk => disk.Plan.SourceSnapshotId);
        search.WhereTags(tags, disk => disk.Tags);
        search.Where(status, disk => disk.StatusAt(call.Now));
        search.Where(type, disk => disk.Plan.Type);
        search.Where(parameters.Optional("ZoneId"), disk => disk.Zone.Id);
        search.Where(parameters.Optional("Category"), disk => disk.Plan.Category);
        search.Where(parameters.Optional("DiskName"), disk => disk.Plan.Name);
        search.Where(parameters.Optional("KMSKeyId"), disk => disk.Plan.KMSKeyId ?? "");
        if (encrypted is not null)
        {
            search.Where(disk => encrypted == disk.Plan.KMSKeyId is not null);
        }

        return Listing.Answer(parameters, search.Run(), "Disks", "Disk", disk => DiskJson.Write(disk, call), MaxResults);
    }

    private static string? Status(Parameters parameters) => parameters.Optional("Status") switch
    {
        null or "All" => null,
        var status when DiskStatus.All.Contains(status, StringComparer.Ordinal) => status,
        _ => throw new ApiException(404, "InvalidStatus.NotFound", "The specified status does not exist."),
    };

    private static string? Type(Parameters parameters) => parameters.Optional("DiskType") switch
    {
        null or "all" => null,
        var type when type is "system" or "data" => type,
        _ => throw Errors.InvalidParameter("DiskType"),
    };
}
