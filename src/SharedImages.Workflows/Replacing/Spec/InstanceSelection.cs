namespace SharedImages.Workflows;

/// <summary>Instances of one region: by ids, by tags, or all that run an image.</summary>
/// <param name="Region">Their region. Required.</param>
/// <param name="Ids">Instance ids, each once; null = not by ids.</param>
/// <param name="Tags">Tags that they all carry; null = not by tags.</param>
/// <param name="Running">The image that they run; null = not by image.</param>
/// <param name="AtMost">More are refused; null = no limit but the worker's.</param>
/// <param name="Encrypted">Whether the new disks are encrypted. Default: true when a key is given, else false.</param>
/// <param name="KmsKeyId">Key of this region; null with <paramref name="Encrypted"/> = the region's service key.</param>
public sealed record InstanceSelection(
    string Region, IReadOnlyList<string>? Ids, IReadOnlyDictionary<string, string>? Tags, string? Running, int? AtMost, bool Encrypted, string? KmsKeyId)
{
    /// <summary>In words.</summary>
    public override string ToString() => this switch
    {
        { Running: { } image } => $"running {image} in {Region}",
        { Ids: { } ids } => $"{ids.Count} ids in {Region}",
        _ => $"tagged {string.Join(", ", (Tags ?? new Dictionary<string, string>(StringComparer.Ordinal)).Select(tag => $"{tag.Key}={tag.Value}"))} in {Region}",
    };
}
