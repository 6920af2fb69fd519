namespace SharedImages.Workflows;

/// <summary>Input of <see cref="IReplacementActivities.SurveyFleetAsync"/>.</summary>
/// <param name="Account">UID that the replacement began with.</param>
/// <param name="Installation">Name of the deployment.</param>
/// <param name="Selections">Which instances.</param>
/// <param name="Images">Of each region the new image.</param>
/// <param name="KeepsOldDisk">Whether a snapshot is made of each old disk.</param>
/// <param name="Commands">The commands of the test.</param>
/// <param name="OnFailure">The way back that is wanted.</param>
public sealed record SurveyFleetRequest(
    string Account, string Installation, IReadOnlyList<InstanceSelection> Selections, IReadOnlyList<UsedImage> Images, bool KeepsOldDisk, IReadOnlyList<TestCommand> Commands, WayBack OnFailure);
