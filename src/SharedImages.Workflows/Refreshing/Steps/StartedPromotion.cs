namespace SharedImages.Workflows;

/// <summary>Answer of <see cref="IRefreshActivities.StartPromotionAsync"/>.</summary>
/// <param name="RunId">The run that was started or joined.</param>
/// <param name="IsJoined">Whether somebody else had started it.</param>
/// <param name="Differences">How its spec differs, a line each; not empty = it is another one, and was left alone.</param>
public sealed record StartedPromotion(string RunId, bool IsJoined, IReadOnlyList<string> Differences);
