namespace SharedImages.Workflows;

/// <summary>One thing about an image that is not as the spec says.</summary>
/// <param name="What">What it is, such as <c>name</c> or <c>shared with</c>.</param>
/// <param name="Expected">What it should be.</param>
/// <param name="Actual">What it is; empty = nothing.</param>
/// <param name="CanBeRepaired">Whether ECS lets us set it.</param>
public sealed record Drift(string What, string Expected, string Actual, bool CanBeRepaired)
{
    /// <summary>In one line.</summary>
    public override string ToString() => $"{What} is {(Actual.Length == 0 ? "not there" : Actual)} instead of {(Expected.Length == 0 ? "nothing" : Expected)}";
}
