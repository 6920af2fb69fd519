namespace SharedImages.Workflows;

/// <summary>An image that a run made.</summary>
/// <param name="Region">Its region.</param>
/// <param name="ImageId">Its id.</param>
/// <param name="CopiedAt">When the copy was asked for: "not there" counts only after the visibility grace.</param>
public sealed record MadeImage(string Region, string ImageId, DateTimeOffset CopiedAt);
