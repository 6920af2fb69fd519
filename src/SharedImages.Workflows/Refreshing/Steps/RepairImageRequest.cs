namespace SharedImages.Workflows;

/// <summary>Input of <see cref="IRefreshActivities.RepairImageAsync"/>.</summary>
/// <param name="Account">UID that the refresh began with.</param>
/// <param name="Region">The image's region.</param>
/// <param name="ImageId">The image.</param>
/// <param name="Version">The version that it is of.</param>
/// <param name="Source">What it was made from.</param>
/// <param name="Spec">What it must be like.</param>
public sealed record RepairImageRequest(string Account, string Region, string ImageId, string Version, SourceImage Source, RefreshSpec Spec);
