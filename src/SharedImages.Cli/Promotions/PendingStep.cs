using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>A step under way, as Temporal itself knows it: no worker is needed to read it.</summary>
/// <param name="Region">Its region; empty for a step of the promotion itself.</param>
/// <param name="Step">The activity's type.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="Copy">What the last look at the copy saw; null for other steps.</param>
/// <param name="LastFailure">Why the attempt before failed; null when there was none, or when it only saw that the copy is not ready.</param>
internal sealed record PendingStep(string Region, string Step, int Attempt, CopyHeartbeat? Copy, string? LastFailure);
