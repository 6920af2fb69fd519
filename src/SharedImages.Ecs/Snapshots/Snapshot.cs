namespace SharedImages.Ecs;

/// <summary>A snapshot (facts §2.14).</summary>
/// <param name="SnapshotId">For example <c>s-bp1…</c>.</param>
/// <param name="Status"><c>progressing</c>, <c>accomplished</c> or <c>failed</c>.</param>
/// <param name="Progress">Percent, 0–100.</param>
/// <param name="Encrypted">Whether it is encrypted.</param>
/// <param name="KMSKeyId">The key that encrypts it; empty when plain. The only place where ECS tells an image's key.</param>
/// <param name="Usage"><c>image</c>, <c>disk</c>, <c>image_disk</c> or <c>none</c>.</param>
public sealed record Snapshot(string SnapshotId = "", string Status = "", int Progress = 0, bool Encrypted = false, string KMSKeyId = "", string Usage = "")
{
    /// <summary>Percent, 0–100.</summary>
    public int Progress { get; init; } = Percent.OrNull(Progress) ?? 0;

    /// <summary>When it was asked for; null when ECS leaves it out.</summary>
    public DateTimeOffset? CreationTime { get; init; }

    /// <summary>Tags.</summary>
    public IReadOnlyList<Tag> Tags { get; init => field = value ?? []; } = [];
}
