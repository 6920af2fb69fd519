namespace SharedImages.Workflows;

/// <summary>Input of <see cref="ILaunchActivities.SurveyLaunchAsync"/>.</summary>
/// <param name="Targets">Where, and how many.</param>
/// <param name="Instance">What they are like.</param>
/// <param name="Commands">What is run on them.</param>
public sealed record SurveyLaunchRequest(IReadOnlyList<LaunchTarget> Targets, InstanceSpec Instance, IReadOnlyList<TestCommand> Commands);
