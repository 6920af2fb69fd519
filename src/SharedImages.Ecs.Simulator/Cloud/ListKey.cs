using System.Globalization;

namespace SharedImages.Ecs.Simulator;

/// <summary>Names one list of <see cref="ResourceLists{T}"/>.</summary>
/// <param name="Facet">What those in it have in common.</param>
/// <param name="Region">Their region.</param>
/// <param name="Account">Who sees them; empty = everybody.</param>
/// <param name="Value">Of the facet.</param>
internal readonly record struct ListKey(Facet Facet, string Region, string Account, string Value = "")
{
    /// <summary>Of images: their status.</summary>
    public string? Status { get; init; }

    /// <summary>Of images: whether they are another account's.</summary>
    public bool IsShared { get; init; }

    /// <summary>The facets that tags are found by.</summary>
    public static IEnumerable<(Facet Facet, string Value)> OfTags(IEnumerable<KeyValuePair<string, string>> tags) =>
        tags.SelectMany(tag => new[] { OfTag(tag.Key, null), OfTag(tag.Key, tag.Value) });

    /// <summary>The facet of a tag; without a value: of any tag of that key. No two tags have the same.</summary>
    public static (Facet Facet, string Value) OfTag(string key, string? value) =>
        value is null ? (Facet.TagKey, key) : (Facet.Tag, string.Create(CultureInfo.InvariantCulture, $"{key.Length}:{key}{value}"));
}
