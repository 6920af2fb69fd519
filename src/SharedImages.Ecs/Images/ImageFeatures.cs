namespace SharedImages.Ecs;

/// <summary>What an image supports, as answers hold it (facts §2.1).</summary>
internal sealed class ImageFeatures
{
    /// <summary><c>supported</c> or <c>unsupported</c>.</summary>
    public string NvmeSupport { get; set; } = "";

    /// <summary><c>v1</c> or <c>v2</c>.</summary>
    public string ImdsSupport { get; set; } = "";
}
