namespace SharedImages.Workflows;

/// <summary>How a promotion ended: return value, first detail of its failure, and (bounded) the memo of a cancelled run.</summary>
public sealed record PromotionResult
{
    /// <summary>Always <see cref="ContractNames.ApiVersion"/>.</summary>
    public string ApiVersion { get; } = ContractNames.ApiVersion;

    /// <summary>Always <c>PromotionResult</c>.</summary>
    public string Kind { get; } = nameof(PromotionResult);

    /// <summary>Name of the promotion; empty when the spec could not be read.</summary>
    public required string Name { get; init; }

    /// <summary>Version of the promotion; empty when the spec could not be read.</summary>
    public required string Version { get; init; }

    /// <summary>How it ended.</summary>
    public required OperationOutcome Outcome { get; init; }

    /// <summary>One sentence: what came out.</summary>
    public required string Summary { get; init; }

    /// <summary>The source image; null when it was not found.</summary>
    public SourceImage? Source { get; init; }

    /// <summary>The intake; null when there was none, or when it is a target's image.</summary>
    public RegionOutcome? Intake { get; init; }

    /// <summary>The targets, in the spec's order.</summary>
    public IReadOnlyList<RegionOutcome> Regions { get; init; } = [];

    /// <summary>Everything wrong with the spec.</summary>
    public IReadOnlyList<SpecError> Errors { get; init; } = [];

    /// <summary>Every reason not to start.</summary>
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    /// <summary>What undo removed and what is left; null when nothing was undone.</summary>
    public UndoReport? Undo { get; init; }
}
