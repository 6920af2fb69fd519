using System.Globalization;
using System.Text.RegularExpressions;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>Values in words, the same ones everywhere.</summary>
internal static partial class Words
{
    /// <summary>An enum member as it stands in JSON: <c>retryAsNew</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => ContractJson.Word(value);

    /// <summary>A span to the minute.</summary>
    public static string Of(TimeSpan span)
    {
        var minutes = (int)Math.Ceiling(span.TotalMinutes);
        return minutes <= 1 ? "< 1 min"
            : minutes < 60 ? string.Create(CultureInfo.InvariantCulture, $"{minutes} min")
            : string.Create(CultureInfo.InvariantCulture, $"{minutes / 60} h {minutes % 60} min");
    }

    /// <summary>How long something took: to the second below an hour.</summary>
    public static string Took(TimeSpan span) => span < TimeSpan.FromHours(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{(span.Minutes > 0 ? $"{span.Minutes} min " : "")}{span.Seconds} s")
        : Of(span);

    /// <summary>How long ago, in one unit, for tables.</summary>
    public static string Age(TimeSpan span) =>
        span < TimeSpan.FromMinutes(1) ? "< 1 min"
        : span < TimeSpan.FromHours(1) ? string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalMinutes} min")
        : span < TimeSpan.FromDays(2) ? string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours} h")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalDays} d");

    /// <summary>A text as an argument in a command to paste: whatever it holds, a shell takes it for one word.</summary>
    public static string Argument(string text) =>
        Word.IsMatch(text) ? text : Phrase.IsMatch(text) ? $"\"{text}\"" : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>So many of a thing.</summary>
    public static string Count(int count, string thing) => string.Create(CultureInfo.InvariantCulture, $"{count} {thing}{(count == 1 ? "" : "s")}");

    /// <summary>So many commands.</summary>
    public static string Commands(int count) => Count(count, "command");

    /// <summary>How tests came out.</summary>
    public static string Passed(IReadOnlyList<CommandResult> tests) => string.Create(CultureInfo.InvariantCulture, $"{tests.Count(test => test.Passed)} of {tests.Count} passed");

    /// <summary>How often.</summary>
    public static string Times(int count) => count == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{count} times");

    /// <summary>A moment, UTC, to the second.</summary>
    public static string Of(DateTimeOffset time) => string.Create(CultureInfo.InvariantCulture, $"{time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");

    [GeneratedRegex(@"\A[A-Za-z0-9_./:@+-]+\z")]
    private static partial Regex Word { get; }

    [GeneratedRegex(@"\A[A-Za-z0-9_./:@+ -]+\z")]
    private static partial Regex Phrase { get; }
}
