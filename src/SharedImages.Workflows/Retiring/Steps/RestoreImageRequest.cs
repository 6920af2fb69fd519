namespace SharedImages.Workflows;

/// <summary>Input of <see cref="IRetirementActivities.RestoreImageAsync"/>.</summary>
/// <param name="Image">The image.</param>
/// <param name="Accounts">Whom it was shared with.</param>
public sealed record RestoreImageRequest(RetireImageRequest Image, IReadOnlyList<string> Accounts);
