namespace SharedImages.Workflows;

/// <summary>What has been decided about an image, as its tags say.</summary>
public enum ImageMark
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is on its way out.</summary>
    Retiring,

    /// <summary>It must not be used.</summary>
    Recalled,
}
