namespace SharedImages.Workflows;

/// <summary>Answer of <see cref="IRetirementActivities.SurveyRetirementAsync"/>.</summary>
/// <param name="Account">UID that the worker acts for.</param>
/// <param name="Images">The images of the version, by region.</param>
/// <param name="Refusals">Every reason not to begin.</param>
public sealed record RetirementSurvey(string Account, IReadOnlyList<RetiredImage> Images, IReadOnlyList<Refusal> Refusals);
