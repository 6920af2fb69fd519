using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SharedImages.Ecs.Simulator;

/// <summary>The parameters of a request, flattened as facts §1.6 says. An empty value counts as not given.</summary>
internal sealed class Parameters
{
    private readonly Dictionary<string, string> values;

    /// <exception cref="ApiException">A name occurs twice.</exception>
    public Parameters(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in pairs)
        {
            if (!values.TryAdd(name, value))
            {
                throw Errors.InvalidParameter(name);
            }
        }
    }

    public IReadOnlyDictionary<string, string> All => values;

    public string? Optional(string name) => values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>As <see cref="Optional"/>, but an empty value is a value: it clears something.</summary>
    public string? Clearable(string name) => values.GetValueOrDefault(name);

    public string Required(string name) => Optional(name) ?? throw Errors.MissingParameter(name);

    /// <summary><c>true</c> or <c>True</c>; the official SDKs differ. Null when not given.</summary>
    public bool? Bool(string name, ApiException? wrong = null) => Optional(name) switch
    {
        null => null,
        var text when bool.TryParse(text, out var value) => value,
        _ => throw wrong ?? Errors.InvalidParameter(name),
    };

    /// <summary>Whether a filter of this name lets a value through; one that is not given lets all.</summary>
    public bool Allows(string name, string actual) => Optional(name) is not { } wanted || wanted == actual;

    public int Int(string name, int fallback, int max) => Optional(name) switch
    {
        null => fallback,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 && value <= max => value,
        _ => throw Errors.InvalidParameter(name),
    };

    public decimal? Decimal(string name) => Optional(name) switch
    {
        null => null,
        var text when decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) => value,
        _ => throw Errors.InvalidParameter(name),
    };

    /// <summary>The prefixes <c>Name.1.</c>, <c>Name.2.</c> … of a list of objects, in order.</summary>
    public IReadOnlyList<string> Groups(string name) =>
        [.. Indices(values.Keys.Select(key => key.Split('.')).Where(parts => parts.Length > 2).Select(parts => $"{parts[0]}.{parts[1]}"), name, suffix: "").Distinct().Select(index => $"{name}.{index}.")];

    /// <summary><c>Name.1</c>, <c>Name.2</c> … in order.</summary>
    public IReadOnlyList<string> List(string name) => [.. Indices(name, suffix: "").Select(index => values[$"{name}.{index}"]).Where(value => value.Length > 0)];

    /// <summary><c>Tag.1.Key</c> and <c>Tag.1.Value</c> …; a value that is not given is null.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Pairs(string name) =>
        [.. Indices(name, ".Key").Select(index => KeyValuePair.Create(values[$"{name}.{index}.Key"], values.GetValueOrDefault($"{name}.{index}.Value")))];

    /// <summary>Whether of some <c>Tag.N</c> only the value is given.</summary>
    public bool HasValueWithoutKey(string name) => Indices(name, ".Value").Except(Indices(name, ".Key")).Any();

    private IEnumerable<int> Indices(string name, string suffix) => Indices(values.Keys, name, suffix);

    private static IEnumerable<int> Indices(IEnumerable<string> keys, string name, string suffix) => keys
        .Select(key => TryIndex(key, name, suffix, out var index) ? index.Value : 0)
        .Where(index => index > 0)
        .Order();

    private static bool TryIndex(string key, string name, string suffix, [NotNullWhen(true)] out int? index)
    {
        index = null;
        if (!key.StartsWith($"{name}.", StringComparison.Ordinal) || !key.EndsWith(suffix, StringComparison.Ordinal) || key.Length < name.Length + 1 + suffix.Length)
        {
            return false;
        }

        var middle = key.AsSpan(name.Length + 1, key.Length - name.Length - 1 - suffix.Length);
        if (middle.IsEmpty || middle[0] == '0' || !int.TryParse(middle, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed))
        {
            return false;
        }

        index = parsed;
        return true;
    }
}
