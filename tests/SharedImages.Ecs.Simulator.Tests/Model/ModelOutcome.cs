namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>What the model expects of a call.</summary>
/// <param name="Codes">Every rule that refuses it: which of them speaks is not said anywhere. None = it succeeds.</param>
internal sealed record ModelOutcome(params IReadOnlyList<string> Codes)
{
    /// <summary>The connection is cut.</summary>
    public bool IsCut { get; init; }

    /// <summary>The image that CopyImage answers.</summary>
    public ModelImage? Image { get; init; }

    /// <summary>What DescribeImages lists.</summary>
    public IReadOnlyList<ModelImage>? Listed { get; init; }
}
