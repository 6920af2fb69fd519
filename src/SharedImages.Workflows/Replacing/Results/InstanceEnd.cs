namespace SharedImages.Workflows;

/// <summary>How a replacement ended for one instance.</summary>
public enum InstanceEnd
{
    /// <summary>It has its new disk, runs if it ran, and has passed its tests.</summary>
    Replaced,

    /// <summary>Nothing of it was replaced: it had the image already, or was not begun; its error says why not.</summary>
    Unchanged,

    /// <summary>It failed, as its error says, or somebody decided so: it has its former image.</summary>
    BackOnFormerImage,

    /// <summary>It failed, and is as the failed step left it.</summary>
    FailedAsLeft,
}
