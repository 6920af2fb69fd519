namespace SharedImages.Cli;

/// <summary>Text in lines of a width, broken between words alone. A word that is wider than that stays whole. Pure.</summary>
internal static class WordWrap
{
    private const string GoesOn = " \\";

    /// <param name="text">One line, which may begin with blanks: the lines that follow have two more.</param>
    /// <param name="width">Columns.</param>
    public static IReadOnlyList<string> Lines(string text, int width) => Lines(text, text.Split(' ', StringSplitOptions.RemoveEmptyEntries), width, "");

    /// <summary>The same of a command: a shell takes the lines for one, and what is quoted stays on its line.</summary>
    /// <param name="command">One line, which may begin with blanks.</param>
    /// <param name="width">Columns.</param>
    public static IReadOnlyList<string> Command(string command, int width) => Lines(command, Arguments(command), width, GoesOn);

    private static List<string> Lines(string text, IReadOnlyList<string> words, int width, string goesOn)
    {
        var indent = text[..^text.TrimStart(' ').Length];
        var lines = new List<string>();
        var line = "";
        foreach (var (index, word) in words.Index())
        {
            if (line.Length > 0 && line.Length + 1 + word.Length + (index == words.Count - 1 ? 0 : goesOn.Length) > width)
            {
                lines.Add(line + goesOn);
                line = "";
            }

            line = line.Length > 0 ? $"{line} {word}" : indent + (lines.Count == 0 ? "" : "  ") + word;
        }

        return [.. lines, line];
    }

    // An option stays with its value, and a blank within quotes is no end of an argument: how arguments are quoted says Words.
    private static List<string> Arguments(string command)
    {
        var arguments = new List<string>();
        var argument = "";
        foreach (var part in command.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            argument += argument.Length == 0 ? part : $" {part}";
            if (!part.StartsWith("--", StringComparison.Ordinal) && argument.Count(c => c == '"') % 2 == 0 && argument.Count(c => c == '\'') % 2 == 0)
            {
                arguments.Add(argument);
                argument = "";
            }
        }

        return argument.Length == 0 ? arguments : [.. arguments, argument];
    }
}
