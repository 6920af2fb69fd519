using System.Text.RegularExpressions;

namespace SharedImages.Ecs;

/// <summary>What a region id looks like; host names are made from it (facts §1.2).</summary>
public static partial class RegionForm
{
    /// <summary>Whether the text has the form of a region id. It says nothing about whether there is such a region.</summary>
    public static bool Is(string text) => Form().IsMatch(text);

    // One label of a host name: at most 63 characters. \z, since $ lets a line end through.
    [GeneratedRegex("^(?=.{1,63}\\z)[a-z]{2,}(-[a-z0-9]+)+\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
