using System.Text.Json;

namespace SharedImages.Ecs.Simulator;

/// <summary>Ids that come as one text, a JSON array (facts §1.6).</summary>
internal static class JsonIds
{
    private const int Max = 100;

    /// <summary>Null when not given; an empty array is a filter that finds nothing.</summary>
    public static IReadOnlyList<string>? Read(Parameters parameters, string name, ApiException malformed, ApiException tooMany)
    {
        if (parameters.Optional(name) is not { } text)
        {
            return null;
        }

        var ids = Parse(text) ?? throw malformed;
        return ids.Length <= Max ? [.. ids.OfType<string>().Distinct(StringComparer.Ordinal)] : throw tooMany;
    }

    private static string?[]? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<string?[]>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
