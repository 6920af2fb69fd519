namespace SharedImages.Workflows;

/// <summary>Input of <see cref="ISharingActivities.SurveySharesAsync"/>.</summary>
/// <param name="Account">UID that the operation began with.</param>
/// <param name="Images">The images.</param>
/// <param name="Add">UIDs to share them with.</param>
/// <param name="Remove">UIDs to take them back from.</param>
public sealed record SurveySharesRequest(string Account, IReadOnlyList<ImageRef> Images, IReadOnlyList<string> Add, IReadOnlyList<string> Remove);
