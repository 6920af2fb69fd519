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

    /// <summary>What was known before the first write and is no reason to refuse, such as a former image that is gone.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>How what was on the old disks is had back, with <c>SNAPSHOT</c> and <c>INSTANCE</c> for an instance's; empty when no disk was replaced, or no snapshot made.</summary>
    public IReadOnlyList<string> Restore { get; init; } = [];
}
