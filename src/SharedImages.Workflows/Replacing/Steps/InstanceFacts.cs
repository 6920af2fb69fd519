namespace SharedImages.Workflows;

/// <summary>An instance as ECS shows it.</summary>
/// <param name="Status"><c>Running</c>, <c>Stopped</c>, …</param>
/// <param name="ImageId">The image of its system disk.</param>
/// <param name="DiskId">Its system disk.</param>
/// <param name="DiskSize">Size of it, GiB.</param>
/// <param name="Encrypted">Whether it is encrypted.</param>
/// <param name="KmsKeyId">Its key; null = none.</param>
public sealed record InstanceFacts(string Status, string ImageId, string DiskId, int DiskSize, bool Encrypted, string? KmsKeyId)
{
    internal const string Running = "Running";
}
