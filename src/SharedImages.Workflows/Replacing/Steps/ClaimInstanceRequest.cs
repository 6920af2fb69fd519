namespace SharedImages.Workflows;

/// <summary>Input of <see cref="IReplacementActivities.ClaimInstanceAsync"/>.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="ImageId">The image that it is to have: one that has it already is not marked. Null = mark it whatever it has.</param>
public sealed record ClaimInstanceRequest(InstanceRequest Instance, string? ImageId);
