namespace SharedImages.Workflows;

/// <summary>Result of <see cref="IPromotionActivities.VerifyImageAsync"/>.</summary>
/// <param name="Checks">How each check came out, in a fixed order.</param>
/// <param name="SharedWith">The accounts that the image is shared with now; null = not asked for.</param>
public sealed record VerifiedImage(IReadOnlyList<ImageCheck> Checks, IReadOnlyList<string>? SharedWith);
