using System.CommandLine;
using System.Globalization;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>The options that say which runs are meant.</summary>
internal static class RunFilter
{
    private static readonly string[] Moments = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK"];

    /// <summary>A kind, as specs call it.</summary>
    public static InputForm<OperationKind> KindForm { get; } = new(string.Join(" or ", OperationKinds.All.Select(kind => kind.Name)), text =>
        OperationKinds.All.FirstOrDefault(kind => string.Equals(kind.Name, text, StringComparison.OrdinalIgnoreCase) || kind.Word == text) is { } known ? (known, null) : (null, ""))
    {
        Choices = [.. OperationKinds.All.Select(kind => kind.Name)],
    };

    /// <summary>A name, as specs have it: nothing that would end a text in a list filter.</summary>
    private static InputForm<string> NameForm { get; } = new("a name as specs have it, such as web-base", text =>
        text.Length is > 0 and <= 128 && text[0] != '-' && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? (text, null) : (null, ""));

    /// <summary>So long ago, or a moment.</summary>
    private static InputForm<DateTimeOffset> SinceForm { get; } = new("a time such as 12h or 3d, or a moment such as 2026-11-24 or 2026-11-24T12:00Z", text =>
        Ago(text) is { } ago ? (ago, null)
        : DateTimeOffset.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? (moment, null)
        : (default, ""));

    public static Option<OperationKind?> Kind() => new Option<OperationKind?>("--kind") { Description = "Only operations of this kind, as specs call it.", HelpName = "kind" }.Of(KindForm.As<OperationKind?>(known => known));

    public static Option<string> Name() => new Option<string>("--name") { Description = "Only operations of exactly this name.", HelpName = "name" }.Of(NameForm);

    public static Option<DateTimeOffset?> Since() => new Option<DateTimeOffset?>("--since") { Description = "Only those started so long ago at most, or not before a moment (UTC unless it says otherwise).", HelpName = "time" }
        .Of(SinceForm.As<DateTimeOffset?>(moment => moment));

    private static DateTimeOffset? Ago(string text)
    {
        if (InputForms.Time.Read(text).Problem is not null)
        {
            return null;
        }

        var seconds = long.Parse(text[..^1], CultureInfo.InvariantCulture) * text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 86400 };
        var now = TimeProvider.System.GetUtcNow();
        return seconds < (now - DateTimeOffset.UnixEpoch).TotalSeconds ? now.AddSeconds(-seconds) : DateTimeOffset.UnixEpoch;
    }
}
