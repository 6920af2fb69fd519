namespace SharedImages.Ecs.Simulator;

/// <summary>What became of a resource.</summary>
public enum LedgerEffect
{
    /// <summary>It is new.</summary>
    Made,

    /// <summary>An attribute has another value; <see cref="LedgerEntry.What"/> names it.</summary>
    Changed,

    /// <summary>An image is shared with an account; <see cref="LedgerEntry.What"/> is its UID.</summary>
    Shared,

    /// <summary>It is no longer shared with it.</summary>
    Unshared,

    /// <summary>A tag is new or has another value; <see cref="LedgerEntry.What"/> is its key.</summary>
    Tagged,

    /// <summary>A tag is gone.</summary>
    Untagged,

    /// <summary>It is gone.</summary>
    Removed,
}
