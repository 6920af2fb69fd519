namespace SharedImages.Cli;

/// <summary>Text from elsewhere as a terminal may show it.</summary>
internal static class Printable
{
    /// <summary>Without anything that a terminal would obey; a line stays a line.</summary>
    public static string Of(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text;

    /// <summary>At most so many characters.</summary>
    public static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
