namespace SharedImages.Workflows;

/// <summary>What the copies in the targets are called.</summary>
/// <param name="Name">Image name, 2–128 characters (facts §2.2). Required.</param>
/// <param name="Description">2–256 characters. Default null: none.</param>
/// <param name="Family">Image family. Default null: none.</param>
/// <param name="Tags">User tags, at most <see cref="Lineage.MaxUserTags"/>, beside the lineage tags. Default: none.</param>
public sealed record ImageSpec(string Name, string? Description, string? Family, IReadOnlyDictionary<string, string> Tags);
