namespace SharedImages.Ecs.Simulator;

/// <summary>A disk of an image; the first one is the system disk.</summary>
/// <param name="Size">GiB.</param>
/// <param name="KMSKeyId">Key of the owner that encrypts it; null = plain.</param>
public sealed record WorldDisk(int Size, string? KMSKeyId = null);
