namespace SharedImages.Workflows;

/// <summary>How a retirement ended.</summary>
public sealed record RetirementResult() : OperationResult(RetirementSpec.SpecKind)
{
    /// <summary>The images of the version, by region; empty when nothing was begun.</summary>
    public IReadOnlyList<RetirementOutcome> Images { get; init; } = [];

    /// <summary>What of a canceled retirement is not as it was before.</summary>
    public IReadOnlyList<Leftover> Left { get; init; } = [];
}
