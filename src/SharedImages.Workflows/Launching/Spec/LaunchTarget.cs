namespace SharedImages.Workflows;

/// <summary>One region that gets instances.</summary>
/// <param name="Region">The region. Required.</param>
/// <param name="Count">How many, 1–500. Required.</param>
/// <param name="AtLeast">With how many the region is content. Default: <paramref name="Count"/>.</param>
/// <param name="InstanceTypes">1–10 types in the order of preference. Required.</param>
/// <param name="VSwitches">1–10 vSwitches in the order of preference; each is in a zone. Required.</param>
/// <param name="SecurityGroups">1–5. Required.</param>
/// <param name="Encrypted">Whether the disks are encrypted. Default: true when a key is given, else false.</param>
/// <param name="KmsKeyId">Key of this region; null with <paramref name="Encrypted"/> = the region's service key.</param>
public sealed record LaunchTarget(
    string Region,
    int Count,
    int AtLeast,
    IReadOnlyList<string> InstanceTypes,
    IReadOnlyList<string> VSwitches,
    IReadOnlyList<string> SecurityGroups,
    bool Encrypted,
    string? KmsKeyId);
