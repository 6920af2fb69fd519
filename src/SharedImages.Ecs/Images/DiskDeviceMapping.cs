namespace SharedImages.Ecs;

/// <summary>One disk of an image (facts §2.1).</summary>
/// <param name="Device">For example <c>/dev/xvda</c>.</param>
/// <param name="Type"><c>system</c> or <c>data</c>.</param>
/// <param name="Size">GiB.</param>
/// <param name="SnapshotId">The snapshot behind it; may be empty for an image shared with us.</param>
/// <param name="Encrypted">Whether it is encrypted.</param>
/// <param name="Progress">Percent, 0–100; null when ECS does not say.</param>
/// <param name="RemainTime">Seconds; null when ECS does not say.</param>
public sealed record DiskDeviceMapping(
    string Device = "", string Type = "", int Size = 0, string SnapshotId = "", bool Encrypted = false, int? Progress = null, int? RemainTime = null)
{
    /// <summary>Percent, 0–100; null when ECS does not say.</summary>
    public int? Progress { get; init; } = Percent.OrNull(Progress);
}
