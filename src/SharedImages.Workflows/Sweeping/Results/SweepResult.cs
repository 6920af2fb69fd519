namespace SharedImages.Workflows;

/// <summary>How a sweep ended.</summary>
public sealed record SweepResult() : OperationResult(SweepSpec.SpecKind)
{
    /// <summary>The unfinished copies, leftovers first; by promotion and region.</summary>
    public IReadOnlyList<LeftoverOutcome> Images { get; init; } = [];

    /// <summary>How many there are beyond these.</summary>
    public int More { get; init; }
}
