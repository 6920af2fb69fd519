namespace SharedImages.Workflows;

/// <summary>How the instances of a window ended.</summary>
/// <param name="Instances">All of them, in the order in which they were asked for.</param>
/// <param name="Notices">What was decided on and not done.</param>
public sealed record WindowOutcome(IReadOnlyList<InstanceOutcome> Instances, IReadOnlyList<string> Notices);
