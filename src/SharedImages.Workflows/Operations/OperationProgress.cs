namespace SharedImages.Workflows;

/// <summary>Answer of the query <c>Progress</c>, of every kind of operation.</summary>
public sealed record OperationProgress
{
    /// <summary>Always <see cref="ContractNames.ApiVersion"/>.</summary>
    public string ApiVersion { get; } = ContractNames.ApiVersion;

    /// <summary>Always <c>OperationProgress</c>.</summary>
    public string Kind { get; } = nameof(OperationProgress);

    /// <summary>The kind of operation, as in its spec.</summary>
    public required string Operation { get; init; }

    /// <summary>The spec's name; empty until the spec has been read.</summary>
    public required string Name { get; init; }

    /// <summary>The spec's version; empty until the spec has been read.</summary>
    public required string Version { get; init; }

    /// <summary>Where it is.</summary>
    public required OperationPhase Phase { get; init; }

    /// <summary>The source image's id, once found.</summary>
    public string? SourceImageId { get; init; }

    /// <summary>True when an item is parked and no other can move: nothing happens until somebody decides.</summary>
    public required bool WaitsForDecision { get; init; }

    /// <summary>Of an operation on many instances: how far it is.</summary>
    public FleetTally? Fleet { get; init; }

    /// <summary>The operation itself while it is parked, then its parts; of a promotion the regions: the intake first, the targets in the spec's order.</summary>
    public required IReadOnlyList<ItemProgress> Items { get; init; }

    /// <summary>The items that are counted when it is said how many are done: not the operation itself, and where something is copied, the copies alone.</summary>
    public IReadOnlyList<ItemProgress> Counted() => ProgressRules.Counted(this);

    /// <summary>How far it is, in words: <c>4 of 6 regions done</c>; empty as long as it is not known what there is to do.</summary>
    public string Tally() => ProgressRules.Tally(this, OperationKinds.All.Single(kind => kind.Name == Operation).Parts);
}
