using System.Globalization;
using System.Text.RegularExpressions;

namespace SharedImages.Ecs.Simulator;

/// <summary>Names of the instances of one launch: <c>prefix[begin,bits]suffix</c> counts, and so does <c>UniqueSuffix</c> (facts §2.8).</summary>
internal static partial class LaunchNames
{
    /// <summary>Null for each that gets no name.</summary>
    public static IReadOnlyList<string?> InstanceNames(Parameters parameters, int count) => Names(parameters, "InstanceName", count, CheckInstanceName);

    /// <summary>Null for each that gets no name.</summary>
    public static IReadOnlyList<string?> HostNames(Parameters parameters, int count) => Names(parameters, "HostName", count, CheckHostName);

    /// <summary>Of an instance that was given none.</summary>
    public static string DefaultHostName(string instanceId) => $"iZ{instanceId.Replace("i-", "", StringComparison.Ordinal)}Z";

    private static List<string?> Names(Parameters parameters, string name, int count, Action<string> check)
    {
        var pattern = parameters.Optional(name);
        if (pattern is null)
        {
            return [.. Enumerable.Repeat<string?>(null, count)];
        }

        var suffix = parameters.Bool("UniqueSuffix") == true && count > 1;
        var names = Enumerable.Range(0, count).Select(index => Name(pattern, index, suffix)).ToList();
        names.ForEach(check);
        return [.. names];
    }

    private static string Name(string pattern, int index, bool suffix)
    {
        var ordered = Ordering().Match(pattern);
        if (ordered.Success)
        {
            var begin = ordered.Groups["begin"].Value is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
            var bits = ordered.Groups["bits"].Value is { Length: > 0 } digits ? digits : "6";
            return ordered.Groups["prefix"].Value + (begin + index).ToString($"D{bits}", CultureInfo.InvariantCulture) + ordered.Groups["suffix"].Value;
        }

        return suffix ? pattern + (index + 1).ToString("D3", CultureInfo.InvariantCulture) : pattern;
    }

    private static void CheckInstanceName(string name)
    {
        if (name.Length is < 2 or > 128 || !char.IsLetter(name[0]) || name.StartsWith("http://", StringComparison.Ordinal) || name.StartsWith("https://", StringComparison.Ordinal))
        {
            throw new ApiException(400, "InvalidInstanceName.Malformed", "The specified parameter \"InstanceName\" is not valid: 2 to 128 characters, beginning with a letter.");
        }
    }

    private static void CheckHostName(string name)
    {
        if (name.Length is < 2 or > 64 || !name.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-') || !char.IsAsciiLetterOrDigit(name[0]) || !char.IsAsciiLetterOrDigit(name[^1]))
        {
            throw new ApiException(400, "InvalidHostName.Malformed", "The specified parameter \"HostName\" is not valid: 2 to 64 letters, digits, \".\" or \"-\", the last two not at the ends.");
        }
    }

    [GeneratedRegex(@"^(?<prefix>[^\[]*)\[(?<begin>\d{0,6}),(?<bits>[1-6]?)\](?<suffix>.*)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ordering();
}
