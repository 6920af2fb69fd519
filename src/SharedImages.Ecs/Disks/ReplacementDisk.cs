namespace SharedImages.Ecs;

/// <summary>The disk that takes the place of a system disk (facts §2.12).</summary>
public sealed record ReplacementDisk : IWireFields
{
    /// <summary>GiB; not less than the old disk and the image.</summary>
    public int? Size { get; init; }
}
