namespace SharedImages.Workflows;

/// <summary>Answer of <see cref="IPromotionActivities.SurveyAsync"/>: how the targets are, and what there is of the version.</summary>
/// <param name="Targets">One verdict per target.</param>
/// <param name="Copies">Own images that carry promotion and version, in the targets, in the source's region and in those of the run before.</param>
public sealed record Survey(IReadOnlyList<RegionVerdict> Targets, IReadOnlyList<VersionCopy> Copies);
