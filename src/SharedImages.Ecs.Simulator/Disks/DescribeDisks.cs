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

        var disks = call.Cloud.Fleet.Disks;
        var candidates = ids is null ? disks.In(region) : ids.SelectMany(id => disks.FindIn(region, id));
        var found = candidates
            .Where(disk => disk.Owner == call.Account)
            .Where(disk => status is null || disk.StatusAt(call.Now) == status)
            .Where(disk => type is null || disk.Plan.Type == type)
            .Where(disk => encrypted is null || encrypted == disk.Plan.KMSKeyId is not null)
            .Where(disk => parameters.Allows("InstanceId", disk.InstanceId ?? "") && parameters.Allows("ZoneId", disk.Zone.Id))
            .Where(disk => parameters.Allows("Category", disk.Plan.Category) && parameters.Allows("DiskName", disk.Plan.Name))
            .Where(disk => parameters.Allows("KMSKeyId", disk.Plan.KMSKeyId ?? "") && parameters.Allows("SnapshotId", disk.Plan.SourceSnapshotId))
            .Where(disk => TagParameters.Match(disk.Tags, tags))
            .OrderByDescending(disk => disk.CreationTime)
            .ThenBy(disk => disk.DiskId, StringComparer.Ordinal)
            .ToList();
        return Listing.Answer(parameters, found, "Disks", "Disk", disk => DiskJson.Write(disk, call), MaxResults);
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
