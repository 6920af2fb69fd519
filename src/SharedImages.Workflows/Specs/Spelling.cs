namespace SharedImages.Workflows;

/// <summary>Finds what somebody may have meant.</summary>
internal static class Spelling
{
    private const int MaxDistance = 2;

    /// <summary>The known word nearest to <paramref name="word"/>; null when none is near.</summary>
    public static string? Nearest(string word, IReadOnlyList<string> known)
    {
        var best = known
            .Select(name => (Name: name, Distance: Distance(word.ToUpperInvariant(), name.ToUpperInvariant())))
            .MinBy(candidate => candidate.Distance);
        return best.Name is not null && best.Distance <= Math.Min(MaxDistance, best.Name.Length / 2) ? best.Name : null;
    }

    /// <summary>Levenshtein distance; words that differ much in length are not compared.</summary>
    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > MaxDistance)
        {
            return int.MaxValue;
        }

        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
