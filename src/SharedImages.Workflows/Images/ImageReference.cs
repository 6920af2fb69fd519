namespace SharedImages.Workflows;

/// <summary>Which image an operation takes: what a promotion left in each region, or one image by its id. Never a guess: a name or a pattern is none.</summary>
/// <param name="Promotion">A promotion as <c>NAME/VERSION</c>; null when an image is named.</param>
/// <param name="Owner">UID of the account that owns the image; null when the spec's kind does not ask for it.</param>
/// <param name="Region">The image's region; null when the spec's kind says it elsewhere.</param>
/// <param name="ImageId">The image; null when a promotion is named.</param>
public sealed record ImageReference(string? Promotion, string? Owner, string? Region, string? ImageId)
{
    /// <summary>In words.</summary>
    public override string ToString() => Promotion is null ? $"image {ImageId}" : $"promotion {Promotion}";
}
