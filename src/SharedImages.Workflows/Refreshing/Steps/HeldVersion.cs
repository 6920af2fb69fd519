namespace SharedImages.Workflows;

/// <summary>A version that the targets hold.</summary>
/// <param name="Version">The version.</param>
/// <param name="MadeAt">When its newest image was made.</param>
/// <param name="IsMarked">Whether it is on its way out, or recalled.</param>
/// <param name="KeptFor">What keeps all of its images, as far as that shows; null = at least one could go.</param>
public sealed record HeldVersion(string Version, DateTimeOffset MadeAt, bool IsMarked, string? KeptFor);
