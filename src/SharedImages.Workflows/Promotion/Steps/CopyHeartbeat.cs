namespace SharedImages.Workflows;

/// <summary>Heartbeat of <see cref="IPromotionActivities.WaitImageAsync"/>: what the last look saw. Tools read it from DescribeWorkflow.</summary>
/// <param name="Status">ECS's status; <c>Missing</c> when the image was not visible.</param>
/// <param name="Progress">Percent, 0–100.</param>
/// <param name="Since">When the progress last moved; queue time keeps it at now.</param>
/// <param name="FirstProgress">Percent at the first look while Creating, with <paramref name="FirstSeen"/> the base of an estimate.</param>
/// <param name="FirstSeen">When the image was first seen Creating; null while queued.</param>
/// <param name="SeenAt">When the last look was.</param>
/// <param name="EverSeen">Whether it was ever visible.</param>
public sealed record CopyHeartbeat(string Status, int Progress, DateTimeOffset Since, int FirstProgress, DateTimeOffset? FirstSeen, DateTimeOffset SeenAt, bool EverSeen);
