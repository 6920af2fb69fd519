namespace SharedImages.Workflows;

/// <summary>Input of <see cref="IPromotionActivities.ShareImageAsync"/> and <see cref="IPromotionActivities.UnshareImageAsync"/>.</summary>
/// <param name="Region">The image's region.</param>
/// <param name="ImageId">The image.</param>
/// <param name="Accounts">UIDs, at most 50.</param>
public sealed record ShareImageRequest(string Region, string ImageId, IReadOnlyList<string> Accounts);
