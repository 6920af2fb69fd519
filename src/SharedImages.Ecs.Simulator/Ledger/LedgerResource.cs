namespace SharedImages.Ecs.Simulator;

/// <summary>A resource as the ledger last saw it.</summary>
public sealed record LedgerResource
{
    /// <summary>What it is.</summary>
    public required LedgerKind Kind { get; init; }

    /// <summary>Its id.</summary>
    public required string ResourceId { get; init; }

    /// <summary>Owner's UID.</summary>
    public required string Owner { get; init; }

    /// <summary>Its region.</summary>
    public required string Region { get; init; }

    /// <summary>What can change, by name.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = SmallMap.Empty;

    /// <summary>Accounts that it is shared with, in order.</summary>
    public IReadOnlyList<string> SharedWith { get; init; } = [];

    /// <summary>Id of the call that made it; null = it was there at the start, or no call that is still known.</summary>
    public string? MadeBy { get; init; }
}
