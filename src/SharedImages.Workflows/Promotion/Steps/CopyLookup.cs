namespace SharedImages.Workflows;

/// <summary>Answer of <see cref="IPromotionActivities.FindCopyAsync"/>.</summary>
/// <param name="Copies">Own images that are this very copy, any status, newest first.</param>
/// <param name="NameHolder">The own image that holds the name, if it has another copy key or none; else null.</param>
/// <param name="Impostor">Why an image that carries the copy key is not this copy; null when there is none.</param>
public sealed record CopyLookup(IReadOnlyList<FoundCopy> Copies, FoundCopy? NameHolder, StepError? Impostor = null);
