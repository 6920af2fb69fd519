namespace SharedImages.Workflows;

/// <summary>Input of <see cref="IPromotionActivities.WaitImageAsync"/>.</summary>
/// <param name="Region">The image's region.</param>
/// <param name="ImageId">The image.</param>
/// <param name="SizeGiB">GiB of the source, for the first guess of how long it takes.</param>
/// <param name="CrossRegion">Whether it comes from another region.</param>
/// <param name="CopiedAt">When the copy was asked for: "not there" counts only after the visibility grace.</param>
public sealed record WaitImageRequest(string Region, string ImageId, int SizeGiB, bool CrossRegion, DateTimeOffset CopiedAt);
