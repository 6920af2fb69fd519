using System.Globalization;
using System.Text.Json;

namespace SharedImages.Ecs.Simulator;

/// <summary>
/// Takes fields out of a group, one call per field, and notes what is wrong with each at its place.
/// A field that is wrong yields its fallback, so that reading goes on and all errors come at once.
/// </summary>
internal sealed class YamlSection
{
    private readonly YamlNode node;
    private readonly Action<YamlNode, string> error;
    private readonly Dictionary<string, YamlNode> fields = new(StringComparer.Ordinal);
    private readonly List<(YamlText Name, YamlNode Value)> given = [];
    private readonly List<string> known = [];

    private YamlSection(YamlNode node, Action<YamlNode, string> error)
    {
        (this.node, this.error) = (node, error);
        if (node is not YamlMap map)
        {
            error(node, $"this is {node.Kind}; give a group of fields, \"name: value\"");
            return;
        }

        foreach (var (name, value) in map.Fields)
        {
            given.Add((name, value));
            if (!fields.TryAdd(name.Value, value))
            {
                error(name, $"the field {name.Value} is given twice; give it once");
            }
        }
    }

    /// <summary>Reads a group; fields that nobody took are unknown.</summary>
    public static T Read<T>(YamlNode node, Action<YamlNode, string> error, Func<YamlSection, T> read)
    {
        var section = new YamlSection(node, error);
        var result = read(section);
        foreach (var (name, _) in section.given.Where(field => !section.known.Contains(field.Name.Value, StringComparer.Ordinal)))
        {
            error(name, $"the field {name.Value} is unknown; known here: {string.Join(", ", section.known)}");
        }

        return result;
    }

    /// <summary>Notes an error at a field, or at the group when the field is not given.</summary>
    public void Error(string name, string message) => error(fields.GetValueOrDefault(name, node), message);

    public string Text(string name, string rightWouldBe)
    {
        if (Take(name) is { } node)
        {
            return Value(node, name) ?? "";
        }

        if (this.node is YamlMap)
        {
            Error(name, $"the field {name} is missing; {rightWouldBe}");
        }

        return "";
    }

    public string? OptionalText(string name) => Take(name) is { } node ? Value(node, name) : null;

    public string OneOf(string name, string fallback, params string[] allowed)
    {
        var value = OptionalText(name) ?? fallback;
        return allowed.Contains(value, StringComparer.Ordinal) ? value : Wrong(name, value, $"give one of {string.Join(", ", allowed)}", fallback);
    }

    /// <summary>The field <c>conditions</c>, a list of names in camelCase; empty when not given.</summary>
    public IReadOnlyList<T> Conditions<T>()
        where T : struct, Enum
    {
        var conditions = Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), StringComparer.Ordinal);
        var names = Texts("conditions");
        if (names.FirstOrDefault(name => !conditions.ContainsKey(name)) is { } unknown)
        {
            Error("conditions", $"a condition is \"{unknown}\"; give some of {string.Join(", ", conditions.Keys)}");
        }

        return [.. names.Where(conditions.ContainsKey).Select(name => conditions[name])];
    }

    public bool Flag(string name, bool fallback) => OptionalText(name) switch
    {
        null => fallback,
        "true" => true,
        "false" => false,
        var value => Wrong(name, value, "give true or false", fallback),
    };

    public int Number(string name, int fallback, int least = 1) => OptionalText(name) switch
    {
        null => fallback,
        var value when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least => number,
        var value => Wrong(name, value, least == 1 ? "give a whole number above 0" : $"give a whole number, {least} or more", fallback),
    };

    /// <summary>A whole number, 0 or more; null when not given.</summary>
    public int? OptionalNumber(string name) => OptionalText(name) switch
    {
        null => null,
        var value when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        var value => Wrong(name, value, "give a whole number", (int?)null),
    };

    /// <summary>For example <c>0.25</c>; null when not given.</summary>
    public double? OptionalFraction(string name) => OptionalText(name) switch
    {
        null => null,
        var value when double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => number,
        var value => Wrong(name, value, "give a number such as 0.25", (double?)null),
    };

    public TimeSpan Duration(string name, TimeSpan fallback) => OptionalDuration(name) ?? fallback;

    /// <summary><c>30s</c>, <c>5m</c> or <c>24h</c>, or exactly, <c>00:00:00.25</c>; null when not given.</summary>
    public TimeSpan? OptionalDuration(string name)
    {
        if (OptionalText(name) is not { } value)
        {
            return null;
        }

        if (value.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParseExact(value, "c", CultureInfo.InvariantCulture, out var exact) && exact >= TimeSpan.Zero)
        {
            return exact;
        }

        var unit = value.Length == 0 ? TimeSpan.Zero : value[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            _ => TimeSpan.Zero,
        };
        return unit > TimeSpan.Zero && int.TryParse(value.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? unit * count
            : Wrong(name, value, "give a duration such as 30s, 5m or 24h", (TimeSpan?)null);
    }

    public DateTimeOffset? Time(string name) => OptionalText(name) switch
    {
        null => null,
        var value when DateTimeOffset.TryParseExact(value, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
        var value => Wrong(name, value, "give a time such as 2026-11-24T08:00:00Z", (DateTimeOffset?)null),
    };

    /// <summary>The group as it is; null when not given.</summary>
    public YamlNode? Node(string name) => Take(name);

    /// <summary>A list of values; empty when not given.</summary>
    public IReadOnlyList<string> Texts(string name) => [.. Items(name).Select(item => Value(item, name)).OfType<string>()];

    /// <summary>A list of groups; empty when not given.</summary>
    public IReadOnlyList<T> Sections<T>(string name, Func<YamlSection, T> read) => [.. Items(name).Select(item => Read(item, error, read))];

    /// <summary>A group of its own; null when not given.</summary>
    public T? Section<T>(string name, Func<YamlSection, T> read)
        where T : class => Take(name) is { } node ? Read(node, error, read) : null;

    /// <summary>A group whose field names are free.</summary>
    public IReadOnlyDictionary<string, string> Map(string name) =>
        Section(name, values => values.fields.Keys.ToDictionary(field => field, field => values.OptionalText(field) ?? "", StringComparer.Ordinal))
        ?? new Dictionary<string, string>(StringComparer.Ordinal);

    private YamlNode? Take(string name)
    {
        known.Add(name);
        return fields.GetValueOrDefault(name);
    }

    private IReadOnlyList<YamlNode> Items(string name)
    {
        if (Take(name) is not { } node)
        {
            return [];
        }

        if (node is YamlList list)
        {
            return list.Items;
        }

        error(node, $"{name} is {node.Kind}; give a list");
        return [];
    }

    private string? Value(YamlNode node, string name)
    {
        if (node is YamlText text)
        {
            return text.Value;
        }

        error(node, $"{name} is {node.Kind}; give a value");
        return null;
    }

    private T Wrong<T>(string name, string value, string rightWouldBe, T fallback)
    {
        Error(name, $"{name} is \"{value}\"; {rightWouldBe}");
        return fallback;
    }
}
