using System.Globalization;

namespace SharedImages.Workflows;

/// <summary>The version that a source image has, by the rule of a refresh. Pure.</summary>
public static class SourceVersions
{
    /// <summary>The version; null when none can be formed.</summary>
    /// <param name="from">The rule.</param>
    /// <param name="namePattern">The pattern that its name matches.</param>
    /// <param name="name">Its name.</param>
    /// <param name="created">When it was made; null when ECS does not say.</param>
    public static string? Of(VersionFrom from, string namePattern, string name, DateTimeOffset? created)
    {
        var version = from == VersionFrom.Created
            ? created?.ToUniversalTime().ToString("yyyy.MM.dd-HHmm", CultureInfo.InvariantCulture)
            : Matched(namePattern, name);
        return version is not null && SpecForms.Version.Fits(version) ? version : null;
    }

    /// <summary>Why there is none.</summary>
    public static Refusal None(VersionFrom from, string namePattern, string imageId, string name) => new(
        "source-version",
        from == VersionFrom.Created
            ? $"ECS does not say when {imageId} ({name}) was made, so it has no version; say version: matched, with one '*' in source.namePattern"
            : $"what the * of {namePattern} stands for in {name} ({imageId}) is no version; {SpecForms.Version.Remedy}; ask its owner for another name, or say version: created");

    private static string? Matched(string namePattern, string name)
    {
        var star = namePattern.IndexOf('*', StringComparison.Ordinal);
        var after = namePattern.Length - star - 1;
        return star < 0 || name.Length < star + after ? null : name[star..^after];
    }
}
