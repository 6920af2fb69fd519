namespace SharedImages.Workflows;

/// <summary>Answer of <see cref="ISharingActivities.SurveySharesAsync"/>.</summary>
/// <param name="Images">The images, in the order in which they were asked for; complete only without refusals.</param>
/// <param name="Refusals">Every reason not to begin.</param>
public sealed record SharesSurvey(IReadOnlyList<ImageShares> Images, IReadOnlyList<Refusal> Refusals);
