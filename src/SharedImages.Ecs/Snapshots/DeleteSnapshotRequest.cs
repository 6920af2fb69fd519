namespace SharedImages.Ecs;

/// <summary>Request of DeleteSnapshot (facts §2.14).</summary>
/// <param name="RegionId">The snapshot's region; decides the endpoint, ECS has no such parameter here.</param>
/// <param name="SnapshotId">The snapshot.</param>
public sealed record DeleteSnapshotRequest([property: Wire(form: WireForm.NotSent)] string RegionId, string SnapshotId) : EcsRequest<Acknowledgement>;
