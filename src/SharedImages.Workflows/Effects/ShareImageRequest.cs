namespace SharedImages.Workflows;

/// <summary>Input of <see cref="IPromotionActivities.ShareImageAsync"/> and <see cref="IEffectActivities.UnshareImageAsync"/>.</summary>
/// <param name="Region">The image's region.</param>
/// <param name="ImageId">The image.</param>
/// <param name="Account">UID that the promotion began with.</param>
/// <param name="Accounts">UIDs to share with or to take it back from, at most 50.</param>
public sealed record ShareImageRequest(string Region, string ImageId, string Account, IReadOnlyList<string> Accounts);
