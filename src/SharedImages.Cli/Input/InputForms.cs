using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SharedImages.Worker;

namespace SharedImages.Cli;

/// <summary>The forms that options and arguments have, for all commands.</summary>
internal static class InputForms
{
    /// <summary>Stands for stdin where a spec is read.</summary>
    public const string Stdin = "-";

    /// <summary>How many times faster than in reality: with less or more no time can be reckoned.</summary>
    private const double LeastFactor = 0.001;

    private const double MostFactor = 1_000_000;

    private static readonly (string? Value, string? Problem) Nothing = (null, "");

    public static InputForm<int> Port { get; } = new("a port from 0 to 65535 (0 is any free one)", text =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort ? (port, null) : (0, ""));

    public static InputForm<long> WholeNumber { get; } = new("a whole number, such as 7", text =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? (number, null) : (0, ""));

    public static InputForm<double> Factor { get; } = new(string.Create(CultureInfo.InvariantCulture, $"a factor from {LeastFactor} to {MostFactor}, such as 1 or 60"), text =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var factor) && factor is >= LeastFactor and <= MostFactor ? (factor, null) : (0, ""));

    public static InputForm<IPAddress> ListenAddress { get; } = new("an IP address of this machine, such as 127.0.0.1 or 0.0.0.0", text =>
        // The short forms of IPv4, such as 8090 for 0.0.31.154, are mistakes.
        IPAddress.TryParse(text, out var address) && (address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == text) ? (address, null) : (null, ""));

    public static InputForm<string> HostName { get; } = new("a name or address without a port, such as simulator", text =>
        Uri.CheckHostName(text) == UriHostNameType.Unknown ? Nothing : (text, null));

    public static InputForm<string> TemporalAddress { get; } = new($"host:port, such as {TemporalConnector.DefaultAddress}", text =>
        TemporalConnector.IsAddress(text) ? (text, null) : Nothing);

    /// <summary>A spec: a file, or stdin.</summary>
    public static InputForm<string> SpecFile { get; } = new($"a spec file, or {Stdin} to read the spec from stdin", text =>
        text == Stdin ? (text, null) : FileToRead("").Read(text));

    /// <summary>The UID of an account.</summary>
    public static InputForm<string> Account { get; } = new("an account UID of 1 to 20 digits, such as 3000000000000003", text =>
        text.Length is >= 1 and <= 20 && text.All(char.IsAsciiDigit) ? (text, null) : Nothing);

    /// <summary>A time as specs have it.</summary>
    public static InputForm<string> Time { get; } = new("a time such as 12h or 7d", text =>
        text is [.. { Length: >= 1 and <= 9 } number, 's' or 'm' or 'h' or 'd'] && number.All(char.IsAsciiDigit) ? (text, null) : Nothing);

    /// <summary>How long somebody waits: longer ones than a timer can count are none.</summary>
    public static InputForm<TimeSpan> Timeout { get; } = new("a time from 1s to 30d, such as 90s or 2h", text =>
        Time.Read(text).Value is not null && Seconds(text) is >= 1 and <= 30 * 86_400 and var seconds ? (TimeSpan.FromSeconds(seconds), null) : (default, ""));

    /// <summary>Any text, but none that is empty, or that was meant as the next option.</summary>
    public static InputForm<string> Text(string wanted) => new(wanted, text => IsText(text) ? (text, null) : Nothing);

    /// <summary>An address of HTTP.</summary>
    public static InputForm<Uri> HttpAddress(string wanted, params string[] schemes) => new(wanted, text =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && schemes.Contains(uri.Scheme, StringComparer.Ordinal) ? (uri, null) : (null, ""));

    /// <summary>One member of an enum, by its name as it stands in JSON.</summary>
    public static InputForm<T> Choice<T>()
        where T : struct, Enum
    {
        var names = Enum.GetValues<T>().ToDictionary(Words.Of, StringComparer.Ordinal);
        return OneOf(names);
    }

    /// <summary>One of these, by its name.</summary>
    public static InputForm<T> OneOf<T>(IReadOnlyDictionary<string, T> names) =>
        new(string.Join(" or ", names.Keys), text => names.TryGetValue(text, out var value) ? (value, null) : (default, "")) { Choices = [.. names.Keys] };

    /// <summary>A file that is there. That it can be read shows when it is read: a pipe can be opened only once.</summary>
    public static InputForm<string> FileToRead(string wanted) => new(wanted, text =>
        !IsText(text) ? Nothing
        : Directory.Exists(text) ? (null, ", which is a folder")
        : !File.Exists(text) ? (null, ", which is not there")
        : (text, null));

    /// <summary>A file that is there, or can be made. That it can shows when it is.</summary>
    public static InputForm<string> FileToWrite(string wanted) => new(wanted, text =>
        !IsText(text) ? Nothing
        : Directory.Exists(text) ? (null, ", which is a folder")
        : (text, null));

    private static long Seconds(string time) => long.Parse(time[..^1], CultureInfo.InvariantCulture) * (time[^1] switch { 's' => 1, 'm' => 60, 'h' => 3_600, _ => 86_400 });

    private static bool IsText(string text) => !string.IsNullOrWhiteSpace(text) && text[0] != '-';
}
