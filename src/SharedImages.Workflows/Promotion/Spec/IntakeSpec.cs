namespace SharedImages.Workflows;

/// <summary>The copy inside the source's own region that makes a shared image ours.</summary>
/// <param name="Encrypted">Whether the copy is encrypted. Default: true when a key is given, else false; where the source's region is a target, what that target says.</param>
/// <param name="KmsKeyId">Key of the source region; null with <paramref name="Encrypted"/> = the region's service key.</param>
/// <param name="After">What becomes of it once all targets have their image. Default <see cref="IntakeAfter.Keep"/>.</param>
public sealed record IntakeSpec(bool Encrypted, string? KmsKeyId, IntakeAfter After);
