using System.Text.RegularExpressions;

namespace SharedImages.Workflows;

/// <summary>What a text field must look like.</summary>
/// <param name="Noun">What it is, with its article.</param>
/// <param name="Remedy">What would be right.</param>
/// <param name="Pattern">Of the whole text, in what the regular expressions of .NET and of JSON Schema have in common.</param>
internal sealed record SpecForm(string Noun, string Remedy, string Pattern)
{
    private readonly Regex whole = new($@"\A(?:{Pattern})\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout);

    // Another pattern is another form.
    public string Pattern { get; } = Pattern;

    /// <summary>All texts of the form, where they can be listed.</summary>
    public IReadOnlyList<string>? Words { get; private init; }

    /// <summary>What no pattern says, such as the bounds of a number.</summary>
    public Func<string, bool> Within { get; init; } = _ => true;

    /// <summary>One of some words.</summary>
    public static SpecForm OneOf(string noun, string remedy, params IReadOnlyList<string> words) => new(noun, remedy, string.Join('|', words.Select(Regex.Escape))) { Words = words };

    /// <summary>Whether a text is of this form.</summary>
    public bool Fits(string text) => whole.IsMatch(text) && Within(text);
}
