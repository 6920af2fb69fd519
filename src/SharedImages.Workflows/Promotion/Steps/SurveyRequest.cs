namespace SharedImages.Workflows;

/// <summary>Input of <see cref="IPromotionActivities.SurveyAsync"/>.</summary>
/// <param name="Promotion">Name of the promotion.</param>
/// <param name="Version">Version of the promotion.</param>
/// <param name="Account">UID that the promotion began with.</param>
/// <param name="SourceRegion">Where the source and its intake are.</param>
/// <param name="Targets">The regions to judge.</param>
public sealed record SurveyRequest(string Promotion, string Version, string Account, string SourceRegion, IReadOnlyList<string> Targets);
