namespace SharedImages.Ecs.Simulator;

/// <summary>By what resources are found without looking through all of them.</summary>
internal enum Facet
{
    /// <summary>All that somebody can see.</summary>
    All,

    /// <summary>All that an account owns, whether it can see them yet or not.</summary>
    Owned,

    /// <summary>All that is shared with an account, whether it can see them yet or not.</summary>
    SharedWith,

    Name,
    Family,
    Architecture,
    OSType,
    Owner,
    TagKey,
    Tag,

    /// <summary>The image that something was made from.</summary>
    Image,

    /// <summary>The snapshot that something was made from.</summary>
    Snapshot,

    /// <summary>The instance that something is attached to.</summary>
    Instance,

    /// <summary>The disk that something was made of.</summary>
    Disk,
}
