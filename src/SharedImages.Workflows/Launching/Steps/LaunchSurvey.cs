namespace SharedImages.Workflows;

/// <summary>Answer of <see cref="ILaunchActivities.SurveyLaunchAsync"/>.</summary>
/// <param name="Regions">What each region offers, in the order asked.</param>
/// <param name="Refusals">What the worker's settings do not allow.</param>
public sealed record LaunchSurvey(IReadOnlyList<RegionOffer> Regions, IReadOnlyList<Refusal> Refusals);
