namespace SharedImages.Workflows;

/// <summary>Answer of <see cref="IPromotionActivities.FindCopyAsync"/>.</summary>
/// <param name="Copies">Own images with the copy key, any status, newest first.</param>
/// <param name="NameHolder">The own image that holds the name, if it has another copy key or none; else null.</param>
public sealed record CopyLookup(IReadOnlyList<FoundCopy> Copies, FoundCopy? NameHolder);
