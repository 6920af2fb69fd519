using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;
using SharedImages.Ecs;

namespace SharedImages.Worker;

/// <summary>
/// Reads settings one by one and collects all that is wrong, so that one start tells everything. What was never asked for is unknown.
/// An empty value counts as not given: <c>docker-compose</c> hands on unset variables so.
/// </summary>
internal sealed class SettingsReader(IConfiguration configuration)
{
    private readonly List<string> errors = [];
    private readonly SortedSet<string> known = new(StringComparer.OrdinalIgnoreCase);

    public string? Text(string key, Func<string, bool> isRight, string right)
    {
        known.Add(key);
        if (configuration.GetSection(key).GetChildren().Any())
        {
            Wrong(key, $"holds a list or an object; give {right}");
            return null;
        }

        return configuration[key] is { Length: > 0 } text && Checked(key, text, isRight, right) ? text : null;
    }

    /// <summary>A JSON array, or one value separated by commas, which wins.</summary>
    public IReadOnlyList<string> List(string key, Func<string, bool> isRight, string right)
    {
        known.Add(key);
        var section = configuration.GetSection(key);
        var items = section.Value is { Length: > 0 } text
            ? text.Split(',', StringSplitOptions.TrimEntries)
            : section.GetChildren().Select(child => child.Value ?? "");
        return [.. items.Where(item => Checked(key, item, isRight, right)).Distinct(StringComparer.Ordinal)];
    }

    public bool Flag(string key) =>
        Text(key, text => bool.TryParse(text, out _), "true or false") is { } text && bool.Parse(text);

    public int? Number(string key, int smallest, int largest) =>
        Text(key, text => ParseNumber(text) is { } number && number >= smallest && number <= largest, $"a whole number from {smallest} to {largest}") is { } text
            ? ParseNumber(text)
            : null;

    public TimeSpan Duration(string key, TimeSpan otherwise) =>
        Text(key, text => Durations.Parse(text) > TimeSpan.Zero, "a duration above zero, such as 500ms, 20s, 5m or 2h") is { } text
            ? Durations.Parse(text)!.Value
            : otherwise;

    public Uri? Address(string key, string example = "https://ecs.cn-hangzhou.aliyuncs.com") =>
        Text(key, IsAddress, $"scheme, host and port, such as {example}") is { } text ? new Uri(text) : null;

    public IPAddress? Interface(string key) =>
        Text(key, text => IPAddress.TryParse(text, out _), "an IP address of this machine, such as 127.0.0.1 or 0.0.0.0") is { } text
            ? IPAddress.Parse(text)
            : null;

    public IReadOnlyDictionary<string, Uri> Addresses(string key)
    {
        known.Add(key);
        return configuration.GetSection(key).GetChildren()
            .Select(child => (Region: child.Key.ToLowerInvariant(), Address: Address($"{key}:{child.Key}")))
            .Where(pair => pair.Address is not null)
            .ToDictionary(pair => pair.Region, pair => pair.Address!, StringComparer.Ordinal);
    }

    /// <summary>Numbers by names; the names that are given, as they are known.</summary>
    public IReadOnlyDictionary<string, int> Numbers(string key, IReadOnlyCollection<string> names, int smallest, int largest)
    {
        known.Add(key);
        var given = configuration.GetSection(key).GetChildren().ToLookup(child => names.Contains(child.Key, StringComparer.OrdinalIgnoreCase));
        foreach (var child in given[false])
        {
            Wrong($"{key}:{child.Key}", $"is none of {string.Join(", ", names)}");
        }

        return given[true]
            .Select(child => (Name: names.First(name => name.Equals(child.Key, StringComparison.OrdinalIgnoreCase)), Number: Number($"{key}:{child.Key}", smallest, largest)))
            .Where(pair => pair.Number is not null)
            .ToDictionary(pair => pair.Name, pair => pair.Number!.Value, StringComparer.Ordinal);
    }

    public void Wrong(string key, string what) => errors.Add($"{SettingsSources.Section}:{key} ({SettingsSources.VariableOf(key)}) {what}.");

    /// <summary>To be called last.</summary>
    /// <exception cref="SettingsException">Something was wrong or unknown.</exception>
    public void End()
    {
        var asked = known.ToList();
        foreach (var key in Leaves(configuration).Where(leaf => !asked.Exists(name => IsOrIsBelow(leaf, name))))
        {
            Wrong(key, $"is not a setting; there are: {string.Join(", ", asked)}");
        }

        if (errors.Count > 0)
        {
            throw new SettingsException(errors);
        }
    }

    private static IEnumerable<string> Leaves(IConfiguration configuration) =>
        configuration.AsEnumerable().Where(pair => pair.Value is { Length: > 0 }).Select(pair => pair.Key).Order(StringComparer.Ordinal);

    private static bool IsOrIsBelow(string key, string name) =>
        key.Equals(name, StringComparison.OrdinalIgnoreCase) || key.StartsWith(name + ConfigurationPath.KeyDelimiter, StringComparison.OrdinalIgnoreCase);

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && EndpointForm.Is(uri);

    private static int? ParseNumber(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private bool Checked(string key, string text, Func<string, bool> isRight, string right)
    {
        var isFine = isRight(text);
        if (!isFine)
        {
            Wrong(key, $"is \"{EndpointForm.Show(text)}\"; give {right}");
        }

        return isFine;
    }
}
