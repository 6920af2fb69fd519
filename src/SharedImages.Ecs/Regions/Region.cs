namespace SharedImages.Ecs;

/// <summary>A region (facts §2.16).</summary>
/// <param name="RegionId">For example <c>cn-hangzhou</c>.</param>
/// <param name="RegionEndpoint">Host name of its endpoint.</param>
/// <param name="Status"><c>available</c> or <c>soldOut</c>.</param>
public sealed record Region(string RegionId = "", string RegionEndpoint = "", string Status = "");
