using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>A snapshot as DescribeSnapshots shows it (facts §2.14).</summary>
internal static class SnapshotJson
{
    public static JsonObject Write(SnapshotRecord snapshot, Cloud cloud)
    {
        var json = WriteKnown(snapshot, cloud);
        if (snapshot.RetentionDays is { } days)
        {
            json["RetentionDays"] = days;
        }

        return json;
    }

    private static JsonObject WriteKnown(SnapshotRecord snapshot, Cloud cloud) => new()
    {
        ["SnapshotId"] = snapshot.SnapshotId,
        ["SnapshotName"] = snapshot.Name,
        ["Description"] = snapshot.Description,
        ["Status"] = snapshot.Status,
        ["Progress"] = WireText.Percent(snapshot.ProgressAt(cloud.Now)),
        ["RemainTime"] = snapshot.Job?.RemainTimeAt(cloud.Now) ?? 0,
        ["Available"] = snapshot.Status == "accomplished",
        ["Encrypted"] = snapshot.KMSKeyId is not null,
        ["KMSKeyId"] = snapshot.KMSKeyId ?? "",
        ["Usage"] = snapshot.Usage(cloud),
        ["SourceDiskId"] = snapshot.SourceDiskId,
        ["SourceDiskType"] = snapshot.DiskType,
        ["SourceDiskSize"] = WireText.Number(snapshot.Size),
        ["SourceSnapshotId"] = snapshot.SourceSnapshotId,
        ["SourceRegionId"] = snapshot.SourceRegion,
        ["CreationTime"] = WireText.Time(snapshot.CreationTime),
        ["LastModifiedTime"] = WireText.Time(snapshot.CreationTime),
        ["ResourceGroupId"] = "",
        ["Tags"] = TagJson.Write(snapshot.Tags),
    };
}
