using System.Globalization;

namespace SharedImages.Workflows;

/// <summary>Collects what is wrong.</summary>
internal sealed class SpecErrors
{
    /// <summary>More are counted, not listed: the list becomes part of a failure, whose size Temporal bounds.</summary>
    public const int MaxListed = 50;

    private const int MaxShown = 60;

    private readonly List<SpecError> errors = [];

    public int Count => errors.Count;

    /// <summary>Where the reader notes what it asks of the document; null = nowhere.</summary>
    public SpecShapes? Asked { get; init; }

    public void Add(string path, SpecNode node, string problem, string remedy) => errors.Add(new(path, node.Line, node.Column, problem, remedy));

    public void Add(string path, SpecEntry entry, string problem, string remedy) => errors.Add(new(path, entry.Line, entry.Column, problem, remedy));

    /// <summary>All of them in the order of the document.</summary>
    public IReadOnlyList<SpecError> Sorted()
    {
        var sorted = errors.OrderBy(error => error.Line).ThenBy(error => error.Column).ToList();
        if (sorted.Count <= MaxListed)
        {
            return sorted;
        }

        var next = sorted[MaxListed];
        var more = string.Create(CultureInfo.InvariantCulture, $"{sorted.Count - MaxListed} more errors");
        return [.. sorted.Take(MaxListed), new("", next.Line, next.Column, more, "correct those above first")];
    }

    /// <summary>Foreign text as a message may show it: short, and nothing in it that a terminal would obey.</summary>
    public static string Shown(string text)
    {
        var shown = text.Length <= MaxShown ? text : string.Concat(text.AsSpan(0, MaxShown), "...");
        return string.Concat(shown.Select(c => ControlCharacters.Is(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format ? '?' : c));
    }
}
