using System.Globalization;

namespace SharedImages.Workflows;

/// <summary>Reads the tags that a user gives to what an operation makes.</summary>
internal static class SpecTags
{
    /// <summary>Keys and values; empty when not given.</summary>
    /// <param name="errors">What is wrong goes there.</param>
    /// <param name="fields">The map that has them.</param>
    /// <param name="name">Their field.</param>
    /// <param name="what">What gets them: image, instance.</param>
    public static SortedDictionary<string, string> Read(SpecErrors errors, SpecFields fields, string name, string what)
    {
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        fields.Map(name, SpecForms.TagKey, SpecForms.TagValue, least: 0, Lineage.MaxUserTags);
        if (fields.Value(name) is not { } node)
        {
            return tags;
        }

        if (node is not SpecMap map)
        {
            errors.Add(fields.PathOf(name), node, $"{SpecFields.Describe(node)} instead of a map", "give a map of tag keys and values");
            return tags;
        }

        foreach (var entry in map.Entries)
        {
            var path = $"{fields.PathOf(name)}.{SpecErrors.Shown(entry.Name)}";
            if (SpecFields.Problem(entry.Name, SpecForms.TagKey) is var (problem, remedy))
            {
                errors.Add(path, entry, problem, remedy);
            }

            if (!tags.TryAdd(entry.Name, SpecFields.Text(errors, path, entry.Value, SpecForms.TagValue) ?? ""))
            {
                errors.Add(path, entry, "given twice", "keep one of them");
            }
        }

        if (map.Entries.Count > Lineage.MaxUserTags)
        {
            errors.Add(fields.PathOf(name), node, string.Create(CultureInfo.InvariantCulture, $"{map.Entries.Count} tags"), string.Create(CultureInfo.InvariantCulture, $"give at most {Lineage.MaxUserTags}: of the {Lineage.MaxTags} that ECS allows on an {what}, {Lineage.Count} carry its lineage and {Lineage.KeptFree} are kept free"));
        }

        return tags;
    }
}
