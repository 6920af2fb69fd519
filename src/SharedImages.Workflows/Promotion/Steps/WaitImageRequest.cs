namespace SharedImages.Workflows;

/// <summary>Input of <see cref="IPromotionActivities.WaitImageAsync"/>.</summary>
/// <param name="Region">The image's region.</param>
/// <param name="ImageId">The image.</param>
/// <param name="Account">UID that the promotion began with.</param>
/// <param name="FromRegion">Where it is copied from: copies of one size between two regions take about the same time.</param>
/// <param name="CopiedAt">When the copy was asked for: "not there" counts only after the visibility grace.</param>
public sealed record WaitImageRequest(string Region, string ImageId, string Account, string FromRegion, DateTimeOffset CopiedAt);
