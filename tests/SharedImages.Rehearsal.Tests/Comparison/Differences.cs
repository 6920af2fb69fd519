namespace SharedImages.Rehearsal.Tests;

/// <summary>Where two texts differ, line by line.</summary>
internal static class Differences
{
    /// <summary>The lines that are missing (<c>-</c>) and those that are too many (<c>+</c>), each below the headings it stands under; empty when equal.</summary>
    public static IReadOnlyList<string> Between(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        var common = Common(expected, actual);
        var differences = new List<string>();
        var headings = new SortedDictionary<int, string>();
        var (e, a) = (0, 0);
        while (e < expected.Count || a < actual.Count)
        {
            if (e < expected.Count && a < actual.Count && expected[e] == actual[a])
            {
                Note(headings, expected[e]);
                (e, a) = (e + 1, a + 1);
            }
            else if (a == actual.Count || (e < expected.Count && common[e + 1, a] >= common[e, a + 1]))
            {
                Tell('-', expected[e++]);
            }
            else
            {
                Tell('+', actual[a++]);
            }
        }

        return differences;

        void Tell(char sign, string line)
        {
            foreach (var (depth, heading) in headings.Where(heading => heading.Key < Depth(line)))
            {
                differences.Add("  " + heading);
            }

            headings.Clear();
            differences.Add($"{sign} {line}");
        }
    }

    /// <summary>Keeps the lines that a deeper one may stand under, until they have been told.</summary>
    private static void Note(SortedDictionary<int, string> headings, string line)
    {
        foreach (var deeper in headings.Keys.Where(depth => depth >= Depth(line)).ToList())
        {
            headings.Remove(deeper);
        }

        headings[Depth(line)] = line;
    }

    private static int Depth(string line) => line.Length - line.TrimStart().Length;

    /// <summary>How many lines the texts have in common from each pair of places on.</summary>
    private static int[,] Common(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        var common = new int[expected.Count + 1, actual.Count + 1];
        for (var e = expected.Count - 1; e >= 0; e--)
        {
            for (var a = actual.Count - 1; a >= 0; a--)
            {
                common[e, a] = expected[e] == actual[a] ? common[e + 1, a + 1] + 1 : Math.Max(common[e + 1, a], common[e, a + 1]);
            }
        }

        return common;
    }
}
