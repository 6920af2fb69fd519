namespace SharedImages.Ecs.Simulator;

/// <summary>What the ledger accounts for.</summary>
public enum LedgerKind
{
    /// <summary>An image.</summary>
    Image,

    /// <summary>A snapshot.</summary>
    Snapshot,

    /// <summary>An instance.</summary>
    Instance,

    /// <summary>A disk of an instance.</summary>
    Disk,
}
