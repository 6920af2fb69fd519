using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SharedImages.Ecs.Simulator;

/// <summary>Commands are not run. What they would do is read from two kinds of lines: <c>echo TEXT</c> gives output, <c>exit N</c> ends with a code; all others do nothing.</summary>
internal static partial class CommandScript
{
    private const int MaxParameters = 10;

    public static (string Output, int ExitCode) Pretend(string content)
    {
        var output = new StringBuilder();
        foreach (var line in content.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith("echo ", StringComparison.Ordinal))
            {
                output.Append(line[5..].Trim().Trim('"', '\'')).Append('\n');
            }
            else if (line.StartsWith("exit ", StringComparison.Ordinal) && int.TryParse(line[5..], NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            {
                return (output.ToString(), code);
            }
        }

        return (output.ToString(), 0);
    }

    /// <summary>The content with the values of the call's Parameters, a JSON map, for <c>{{name}}</c>.</summary>
    public static string Fill(CommandRecord command, Parameters parameters)
    {
        var values = Values(parameters.Optional("Parameters"));
        var names = command.HasParameters ? Name().Matches(command.Content).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal) : [];
        return names.SetEquals(values.Keys)
            ? names.Aggregate(command.Content, (content, name) => Regex.Replace(content, $$$"""\{\{\s*{{{Regex.Escape(name)}}}\s*\}\}""", values[name].Replace("$", "$$", StringComparison.Ordinal)))
            : throw new ApiException(403, "Parameter.NotMatched", "The specified parameters do not match those of the command.");
    }

    private static Dictionary<string, string> Values(string? json)
    {
        try
        {
            var values = json is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(json);
            return values is { Count: <= MaxParameters } ? values : throw Errors.InvalidParameter("Parameters");
        }
        catch (JsonException)
        {
            throw Errors.InvalidParameter("Parameters");
        }
    }

    [GeneratedRegex(@"\{\{\s*(?<name>[A-Za-z0-9_-]+)\s*\}\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
