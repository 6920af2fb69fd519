namespace SharedImages.Workflows;

/// <summary>Input of <see cref="IPromotionActivities.FindCopyAsync"/>.</summary>
/// <param name="Region">Where to look.</param>
/// <param name="CopyKey">The copy key to find.</param>
/// <param name="ImageName">The name the copy is to have.</param>
public sealed record FindCopyRequest(string Region, string CopyKey, string ImageName);
