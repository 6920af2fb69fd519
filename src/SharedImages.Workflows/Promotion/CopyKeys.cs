namespace SharedImages.Workflows;

/// <summary>What makes two copies "the same". Pure.</summary>
public static class CopyKeys
{
    /// <summary>
    /// Hash of promotion name, version, source image, destination region and key: 32 lower-case hex digits.
    /// Only runs of one workflow id can want the same copy, and Temporal lets one of them run at a time.
    /// </summary>
    public static string CopyKey(string promotion, string version, string sourceImageId, string region, bool encrypted, string? kmsKeyId) =>
        Convert.ToHexStringLower(ClientTokens.Hash(promotion, version, sourceImageId, region, kmsKeyId ?? (encrypted ? "service-key" : "plain")))[..32];

    /// <summary>Name of an intake that is no target's image: taken from its copy key, so that ECS's own uniqueness of names locks it.</summary>
    public static string IntakeName(string copyKey) => $"sharedimages-intake-{copyKey}";
}
