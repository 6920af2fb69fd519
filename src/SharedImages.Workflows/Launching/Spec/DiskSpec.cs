namespace SharedImages.Workflows;

/// <summary>A disk of a new instance.</summary>
/// <param name="Category">For example <c>cloud_essd</c>. Default null: ECS chooses.</param>
/// <param name="Size">GiB. Default null: of a system disk the size of the image, at least 40; of a data disk it is required.</param>
public sealed record DiskSpec(string? Category, int? Size);
