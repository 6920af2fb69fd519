namespace SharedImages.Workflows;

/// <summary>How a replacement ended.</summary>
public sealed record ReplacementResult() : OperationResult(ReplacementSpec.SpecKind)
{
    /// <summary>The new images, one of each region.</summary>
    public IReadOnlyList<ImageRef> Images { get; init; } = [];

    /// <summary>Every instance that was selected.</summary>
    public IReadOnlyList<InstanceOutcome> Instances { get; init; } = [];

    /// <summary>How many instances ended how.</summary>
    public IReadOnlyDictionary<InstanceEnd, int> Ends { get; init; } = new SortedDictionary<InstanceEnd, int>();

    /// <summary>What should be known besides the outcomes: a former image that is gone, an instance that was not brought back, an image that is left.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];
}
