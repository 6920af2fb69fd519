namespace SharedImages.Workflows;

/// <summary>Answer of <see cref="IReplacementActivities.SurveyFleetAsync"/>.</summary>
/// <param name="Instances">What is selected, by selection and id; complete only without refusals.</param>
/// <param name="Refusals">Every reason not to begin.</param>
/// <param name="Notices">What should be known before, and is no reason not to begin.</param>
public sealed record FleetSurvey(IReadOnlyList<ChosenInstance> Instances, IReadOnlyList<Refusal> Refusals, IReadOnlyList<string> Notices);
