using SharedImages.Ecs;

namespace SharedImages.Activities;

/// <summary>What ECS tells about a copy.</summary>
/// <param name="Image">The image.</param>
/// <param name="Snapshots">The snapshots behind it; only they tell the key. Empty when no key is asked for.</param>
internal sealed record CopyFacts(Image Image, IReadOnlyList<Snapshot> Snapshots);
