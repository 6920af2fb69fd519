namespace SharedImages.Workflows;

/// <summary>What the copies in the targets are called.</summary>
/// <param name="Name">Image name, 2–128 characters (facts §2.2).</param>
/// <param name="Description">2–256 characters; null = none.</param>
/// <param name="Family">Image family; null = none.</param>
/// <param name="Tags">User tags, beside the lineage tags (<see cref="Lineage"/>).</param>
public sealed record ImageSpec(string Name, string? Description, string? Family, IReadOnlyDictionary<string, string> Tags);
