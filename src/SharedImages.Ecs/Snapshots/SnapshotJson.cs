using System.Text.Json;

namespace SharedImages.Ecs;

/// <summary>Reads snapshots from DescribeSnapshots (facts §2.14).</summary>
internal static class SnapshotJson
{
    public static Snapshot Read(JsonElement snapshot) => new(
        snapshot.Text("SnapshotId"),
        snapshot.Text("Status"),
        snapshot.Percent("Progress") ?? 0,
        snapshot.Bool("Encrypted") ?? false,
        snapshot.Text("KMSKeyId"),
        snapshot.Text("Usage"));
}
