using System.Globalization;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>Text from anywhere as a terminal may show it. Pure; <see cref="Terminal"/> applies it to all that is printed.</summary>
internal static class Printable
{
    /// <summary>Without anything that a terminal would obey (<see cref="ControlCharacters"/>); a line stays a line.</summary>
    public static string Of(string text) => ControlCharacters.First(text) is null ? text : string.Concat(text.Select(Of));

    /// <summary>The same for one character.</summary>
    public static char Of(char c) => ControlCharacters.Is(c) ? ' ' : c;

    /// <summary>JSON that says the same and has nothing of it, either: within strings it is escaped, and elsewhere JSON has only line breaks and tabs.</summary>
    public static string Json(string json) => ControlCharacters.First(json) is null
        ? json
        : string.Concat(json.Select(c => ControlCharacters.Is(c) && c is not ('\n' or '\r' or '\t') ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : c.ToString()));

    /// <summary>At most so many characters.</summary>
    public static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
