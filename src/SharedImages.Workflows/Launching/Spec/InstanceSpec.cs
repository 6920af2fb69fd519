namespace SharedImages.Workflows;

/// <summary>What the instances of a launch are like.</summary>
/// <param name="Name">Their name; several get numbers, or say where with ECS's <c>web-[1,3]</c> (facts §2.8). Required.</param>
/// <param name="SystemDisk">Their system disk. Default null: as the image has it.</param>
/// <param name="DataDisks">Data disks beside those of the image, at most 16; they go with the instance. Default none.</param>
/// <param name="KeyPair">Key pair to log in with. Default null: none.</param>
/// <param name="Role">RAM role. Default null: none.</param>
/// <param name="UserData">Runs as root at the first boot; plain text in the history, so no place for secrets. Default null: none.</param>
/// <param name="Tags">User tags, at most <see cref="Lineage.MaxUserTags"/>, beside the lineage tags. Default: none.</param>
/// <param name="Spot">Whether they are spot instances, which ECS may take back at any time. Default false.</param>
public sealed record InstanceSpec(
    string Name,
    DiskSpec? SystemDisk,
    IReadOnlyList<DiskSpec> DataDisks,
    string? KeyPair,
    string? Role,
    string? UserData,
    IReadOnlyDictionary<string, string> Tags,
    bool Spot)
{
    /// <summary>The same with what has no order in one order.</summary>
    internal InstanceSpec Canonical() => this with { Tags = new SortedDictionary<string, string>(Tags.ToDictionary(), StringComparer.Ordinal) };
}
