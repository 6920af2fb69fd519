namespace SharedImages.Workflows;

/// <summary>What becomes of an instance whose new system disk does not do.</summary>
public enum WayBack
{
    /// <summary>It keeps the new disk.</summary>
    Keep,

    /// <summary>Its former image again, on a fresh disk: what was written on the old disk is only in the snapshot.</summary>
    FormerImage,

    /// <summary>An image made from the snapshot of its old disk: what was written on it is there again.</summary>
    FormerDisk,
}
