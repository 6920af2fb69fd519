namespace SharedImages.Workflows;

/// <summary>Input of <see cref="IRecallActivities.FindUsersAsync"/>.</summary>
/// <param name="Account">UID that the recall began with.</param>
/// <param name="Sources">Images that no promotion of ours made; they may be in any region.</param>
/// <param name="Images">Images of ours.</param>
public sealed record FindUsersRequest(string Account, IReadOnlyList<string> Sources, IReadOnlyList<ImageRef> Images);
