namespace SharedImages.Workflows;

/// <summary>Answer of <see cref="IPromotionActivities.ResolveSourceAsync"/>.</summary>
/// <param name="Account">UID the worker acts for.</param>
/// <param name="Image">The source image; null when none was found.</param>
/// <param name="Refusals">Reasons not to start; empty = none.</param>
public sealed record SourceReport(string Account, SourceImage? Image, IReadOnlyList<Refusal> Refusals);
