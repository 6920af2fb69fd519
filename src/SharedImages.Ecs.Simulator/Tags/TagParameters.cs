namespace SharedImages.Ecs.Simulator;

/// <summary>Reads <c>Tag.N</c> and checks it (facts §2.15).</summary>
internal static class TagParameters
{
    public const int MaxPerResource = 20;

    private static readonly string[] BadKeyStarts = ["aliyun", "acs:", "http://", "https://"];

    /// <summary>The tags of a request, in order.</summary>
    /// <param name="parameters">The request's.</param>
    /// <param name="tooMany">What more than a resource can have are refused with; null = as the tag operations do.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Tags(this Parameters parameters, ApiException? tooMany = null)
    {
        var tags = parameters.Pairs("Tag").Select(tag => KeyValuePair.Create(CheckKey(tag.Key), CheckValue(tag.Value ?? ""))).ToList();
        if (tags.Count > MaxPerResource)
        {
            throw tooMany ?? new ApiException(400, "NumberExceed.Tags", $"The maximum number of tags is exceeded: {MaxPerResource}.");
        }

        return tags.DistinctBy(tag => tag.Key, StringComparer.Ordinal).Count() == tags.Count
            ? tags
            : throw new ApiException(400, "Duplicate.TagKey", "The Tag.N.Key contain duplicate key.");
    }

    /// <summary>The tags that a listing is to be about (facts §2.1, §2.11).</summary>
    public static IReadOnlyList<KeyValuePair<string, string?>> TagFilter(this Parameters parameters)
    {
        var tags = parameters.Pairs("Tag");
        if (parameters.HasValueWithoutKey("Tag"))
        {
            throw new ApiException(400, "InvalidTag.Mismatch", "The specified Tag.N.Key and Tag.N.Value do not match.");
        }

        return tags.Count <= MaxPerResource
            ? tags
            : throw new ApiException(400, "InvalidTagCount", $"The number of tags exceeds the limit ({MaxPerResource}).");
    }

    /// <summary>Whether a resource carries all tags of the request's filter; a filter without a value matches every value.</summary>
    public static bool Match(IReadOnlyDictionary<string, string> tags, IReadOnlyList<KeyValuePair<string, string?>> filter) =>
        filter.All(wanted => tags.TryGetValue(wanted.Key, out var value) && (wanted.Value is null || wanted.Value == value));

    private static string CheckKey(string key) =>
        key.Length is >= 1 and <= 128 && !BadKeyStarts.Any(start => key.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            ? key
            : throw new ApiException(400, "InvalidTagKey.Malformed", "The Tag.N.Key is malformed: 1 to 128 characters, not beginning with aliyun, acs:, http:// or https://.");

    private static string CheckValue(string value) =>
        value.Length <= 128
            ? value
            : throw new ApiException(400, "InvalidTagValue.Malformed", "The Tag.N.Value is malformed: at most 128 characters.");
}
