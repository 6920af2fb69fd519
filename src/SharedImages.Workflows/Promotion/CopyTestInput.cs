namespace SharedImages.Workflows;

/// <summary>How a region's copy is tested.</summary>
/// <param name="Target">Where the instance for it is launched, its types those that the image boots on, the best first.</param>
/// <param name="Test">What it must show.</param>
public sealed record CopyTestInput(LaunchTarget Target, TestSpec Test);
