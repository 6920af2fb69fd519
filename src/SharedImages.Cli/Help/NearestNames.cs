namespace SharedImages.Cli;

/// <summary>What somebody may have meant who mistyped a name. Pure.</summary>
internal static class NearestNames
{
    private const int Most = 3;

    /// <summary>The nearest of the names, nearest first; empty when none is near.</summary>
    public static IReadOnlyList<string> Of(string typed, IEnumerable<string> names)
    {
        var near = names.Distinct(StringComparer.Ordinal)
            .Select(name => (Name: name, Distance: Distance(typed, name)))
            .Where(candidate => candidate.Distance <= Tolerance(typed))
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal).ToList();
        return [.. near.Where(candidate => candidate.Distance == near[0].Distance).Take(Most).Select(candidate => candidate.Name)];
    }

    private static int Tolerance(string typed) => typed.TrimStart('-').Length switch { <= 2 => 0, <= 4 => 1, <= 8 => 2, _ => 3 };

    // The first letters of a name count as one mistake, and so do two letters in the wrong order.
    private static int Distance(string typed, string name)
    {
        if (typed.Length > name.Length * 2)
        {
            return int.MaxValue;
        }

        var (from, to) = (typed.ToLowerInvariant(), name.ToLowerInvariant());
        return from == to ? 0 : to.StartsWith(from, StringComparison.Ordinal) ? 1 : Edits(from, to);
    }

    private static int Edits(string from, string to)
    {
        var edits = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                edits[i, j] = i == 0 ? j : j == 0 ? i
                    : Math.Min(Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1, edits[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
                }
            }
        }

        return edits[from.Length, to.Length];
    }
}
