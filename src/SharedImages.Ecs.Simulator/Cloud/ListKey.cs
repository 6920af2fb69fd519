using System.Globalization;

namespace SharedImages.Ecs.Simulator;

/// <summary>Names one list of a <see cref="Catalogue{T}"/>.</summary>
/// <param name="Facet">What those in it have in common.</param>
/// <param name="Region">Their region.</param>
/// <param name="Account">Who sees them; empty = the list is not about who.</param>
internal sealed record ListKey(Facet Facet, string Region, string Account)
{
    /// <summary>Of the facet.</summary>
    public string Value { get; init; } = "";

    /// <summary>Of images: their status; else empty.</summary>
    public string Status { get; init; } = "";

    /// <summary>Of images: whether they are another account's.</summary>
    public bool IsShared { get; init; }

    /// <summary>The value of <see cref="Facet.Tag"/>: no two tags have the same.</summary>
    public static string TagValue(string key, string value) => string.Create(CultureInfo.InvariantCulture, $"{key.Length}:{key}{value}");

    /// <summary>The value of <see cref="Facet.Stock"/>.</summary>
    public static string StockValue(WorldZone zone, WorldInstanceType type) => $"{zone.Id}/{type.Id}";

    /// <summary>The facets that tags are found by.</summary>
    public static IEnumerable<(Facet Facet, string Value)> OfTags(IEnumerable<KeyValuePair<string, string>> tags) =>
        tags.SelectMany(tag => new[] { (Facet.TagKey, tag.Key), (Facet.Tag, TagValue(tag.Key, tag.Value)) });

    /// <summary>The facet that a filter by tag finds with.</summary>
    public static (Facet Facet, string Value) OfTagFilter(KeyValuePair<string, string?> filter) =>
        filter.Value is null ? (Facet.TagKey, filter.Key) : (Facet.Tag, TagValue(filter.Key, filter.Value));
}
