using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>One thing compared.</summary>
/// <param name="Name">What.</param>
/// <param name="Expected">What it must be.</param>
/// <param name="Actual">What it is; null = not there.</param>
/// <param name="Otherwise">What a difference means when it stays.</param>
/// <param name="Repairable">Whether ECS lets us set it.</param>
internal sealed record Comparison(string Name, string Expected, string? Actual, CheckResult Otherwise, bool Repairable)
{
    public bool Agrees => Expected == Actual;
}
