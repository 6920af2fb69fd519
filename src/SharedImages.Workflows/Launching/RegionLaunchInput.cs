namespace SharedImages.Workflows;

/// <summary>What is launched in one region.</summary>
/// <param name="Run">Who launches.</param>
/// <param name="Target">Where, and how many.</param>
/// <param name="Instance">What they are like.</param>
/// <param name="Test">What each must show; null = that it runs.</param>
/// <param name="Image">What they are made from.</param>
/// <param name="Types">The types that the image boots on, the best first.</param>
/// <param name="ReleaseAt">When ECS takes them back by itself; null = never.</param>
internal sealed record RegionLaunchInput(
    RunIdentity Run, LaunchTarget Target, InstanceSpec Instance, TestSpec? Test, UsedImage Image, IReadOnlyList<string> Types, DateTimeOffset? ReleaseAt = null);
