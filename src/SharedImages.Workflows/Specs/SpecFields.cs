using System.Globalization;

namespace SharedImages.Workflows;

/// <summary>
/// Reads the fields of one map, strictly. What is wrong goes to the collected errors, and a stand-in is returned:
/// a spec with errors is never used, so the stand-ins are not seen.
/// </summary>
internal sealed class SpecFields
{
    private readonly SpecErrors errors;
    private readonly string path;
    private readonly SortedDictionary<string, SpecEntry> entries = new(StringComparer.Ordinal);

    private SpecFields(SpecErrors errors, string path, SpecMap map, IReadOnlyList<string> known)
    {
        this.errors = errors;
        this.path = path;
        Node = map;
        foreach (var entry in map.Entries)
        {
            if (!known.Contains(entry.Name, StringComparer.Ordinal))
            {
                var nearest = Spelling.Nearest(entry.Name, known);
                errors.Add(PathOf(SpecErrors.Shown(entry.Name)), entry, "unknown field", nearest is null ? $"known here: {string.Join(", ", known)}" : $"did you mean {nearest}?");
            }
            else if (!entries.TryAdd(entry.Name, entry))
            {
                errors.Add(PathOf(entry.Name), entry, $"given twice, first at {Place(entries[entry.Name])}", "keep one of them");
            }
        }
    }

    public SpecNode Node { get; }

    /// <summary>The fields of a map; null, and an error, when the node is no map.</summary>
    public static SpecFields? Of(SpecErrors errors, string path, SpecNode node, params string[] known)
    {
        errors.Asked?.At(path).Map(known);
        if (node is SpecMap map)
        {
            return new(errors, path, map, known);
        }

        errors.Add(path, node, $"{Describe(node)} instead of a map", $"give a map of {string.Join(", ", known)}");
        return null;
    }

    public string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>The field's value; null when it is not given, or null.</summary>
    public SpecNode? Value(string name) =>
        entries.TryGetValue(name, out var entry) && entry.Value is not SpecScalar { Kind: SpecScalarKind.Null } ? entry.Value : null;

    /// <summary>The value of a field that must be there.</summary>
    public SpecNode? Required(string name, string remedy)
    {
        errors.Asked?.At(path).Require(name);
        if (Value(name) is { } value)
        {
            return value;
        }

        errors.Add(PathOf(name), entries.TryGetValue(name, out var entry) ? entry.Value : Node, "missing", remedy);
        return null;
    }

    public string Text(string name, SpecForm form) =>
        Required(name, form.Remedy) is { } value ? Text(errors, PathOf(name), value, form) ?? "" : "";

    public string? OptionalText(string name, SpecForm form) =>
        Value(name) is { } value ? Text(errors, PathOf(name), value, form) : null;

    /// <summary>Text of the form; null, and an error, when it is not.</summary>
    public static string? Text(SpecErrors errors, string path, SpecNode node, SpecForm form)
    {
        errors.Asked?.At(path).Text(form);
        if (node is not SpecScalar { Kind: SpecScalarKind.Text } scalar)
        {
            errors.Add(path, node, $"{Describe(node)} instead of text", node is SpecScalar { Kind: not SpecScalarKind.Null } other ? $"put it in quotes: \"{SpecErrors.Shown(other.Text)}\"" : form.Remedy);
            return null;
        }

        if (Problem(scalar.Text, form) is var (problem, remedy))
        {
            errors.Add(path, node, problem, remedy);
            return null;
        }

        return scalar.Text;
    }

    /// <summary>What is wrong with a text, and what would be right; null when it has the form.</summary>
    public static (string Problem, string Remedy)? Problem(string text, SpecForm form) =>
        ControlCharacters.First(text) is { } control
            ? (string.Create(CultureInfo.InvariantCulture, $"'{SpecErrors.Shown(text)}' holds the control character U+{(int)control:X4}"), "remove it: text is one line of characters that can be seen")
        : form.Fits(text) ? null
        : ($"'{SpecErrors.Shown(text)}' is not {form.Noun}", form.Remedy);

    public bool? OptionalBoolean(string name)
    {
        errors.Asked?.At(PathOf(name)).Boolean();
        if (Value(name) is not { } value)
        {
            return null;
        }

        if (value is SpecScalar { Kind: SpecScalarKind.Boolean } scalar)
        {
            return scalar.Text is "true";
        }

        errors.Add(PathOf(name), value, $"{Describe(value)} instead of true or false", "write true or false, without quotes");
        return null;
    }

    /// <summary>A whole number within bounds; the fallback when not given.</summary>
    public int Number(string name, int least, int most, int fallback)
    {
        errors.Asked?.At(PathOf(name)).Number(least, most);
        return Value(name) is { } value && Number(PathOf(name), value, least, most) is { } number ? number : fallback;
    }

    /// <summary>A list of whole numbers within bounds, each once; empty when not given.</summary>
    public IReadOnlyList<int> Numbers(string name, int least, int most)
    {
        errors.Asked?.At(PathOf(name)).List(0, most - least + 1, isSet: true);
        errors.Asked?.At($"{PathOf(name)}[]").Number(least, most);
        var items = Items(name, Value(name), string.Create(CultureInfo.InvariantCulture, $"give a list of whole numbers from {least} to {most}"));
        var numbers = new List<int>();
        for (var i = 0; i < items.Count; i++)
        {
            var itemPath = string.Create(CultureInfo.InvariantCulture, $"{PathOf(name)}[{i}]");
            if (Number(itemPath, items[i], least, most) is not { } number)
            {
                continue;
            }

            if (numbers.Contains(number))
            {
                errors.Add(itemPath, items[i], string.Create(CultureInfo.InvariantCulture, $"{number} is given twice"), "keep one of them");
            }

            numbers.Add(number);
        }

        return numbers;
    }

    private int? Number(string itemPath, SpecNode value, int least, int most)
    {
        var remedy = string.Create(CultureInfo.InvariantCulture, $"give a whole number from {least} to {most}");
        if (value is not SpecScalar { Kind: SpecScalarKind.Number } scalar)
        {
            errors.Add(itemPath, value, $"{Describe(value)} instead of a number", remedy);
        }
        else if (int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }
        else
        {
            errors.Add(itemPath, value, $"{Describe(value)} is out of bounds", remedy);
        }

        return null;
    }

    /// <summary>A duration within bounds; the fallback when not given.</summary>
    public TimeSpan Duration(string name, TimeSpan least, TimeSpan most, TimeSpan fallback) =>
        OptionalText(name, SpecForms.Duration(least, most, fallback)) is { } text ? SpecDurations.Parse(text)!.Value : fallback;

    /// <summary>A list of texts of a form, each once.</summary>
    /// <param name="name">The field.</param>
    /// <param name="form">Of each.</param>
    /// <param name="least">How many there must be; 0 = the field may be left out.</param>
    /// <param name="most">How many there may be.</param>
    public IReadOnlyList<string> Texts(string name, SpecForm form, int least, int most)
    {
        var remedy = string.Create(CultureInfo.InvariantCulture, $"give a list of {least} to {most}; {form.Remedy}");
        errors.Asked?.At(PathOf(name)).List(least, most, isSet: true);
        errors.Asked?.At($"{PathOf(name)}[]").Text(form);
        var node = least > 0 ? Required(name, remedy) : Value(name);
        var items = Items(name, node, remedy);
        if (node is SpecList && (items.Count < least || items.Count > most))
        {
            errors.Add(PathOf(name), node, string.Create(CultureInfo.InvariantCulture, $"{items.Count} items"), remedy);
        }

        var texts = new List<string>();
        for (var i = 0; i < items.Count; i++)
        {
            var itemPath = string.Create(CultureInfo.InvariantCulture, $"{PathOf(name)}[{i}]");
            if (Text(errors, itemPath, items[i], form) is not { } text)
            {
                continue;
            }

            if (texts.Contains(text, StringComparer.Ordinal))
            {
                errors.Add(itemPath, items[i], $"{SpecErrors.Shown(text)} is given twice", "keep one of them");
            }

            texts.Add(text);
        }

        return texts;
    }

    /// <summary>One of the camelCase names of an enum; its first member when not given.</summary>
    public T Choice<T>(string name)
        where T : struct, Enum
    {
        var choices = Enum.GetValues<T>();
        var names = choices.Select(ContractJson.Word).ToList();
        return OptionalText(name, SpecForm.OneOf($"one of {string.Join(", ", names)}", $"write {string.Join(" or ", names)}", names)) is { } text ? choices[names.IndexOf(text)] : choices[0];
    }

    /// <summary>Notes that exactly one of these sets of fields is given; the reader checks it, in its own words.</summary>
    public void OneOf(params string[][] sets) => errors.Asked?.At(path).OneOf(sets);

    /// <summary>Notes that a field is a map whose keys and values have these forms; the reader checks it.</summary>
    public void Map(string name, SpecForm keys, SpecForm values, int least, int most)
    {
        errors.Asked?.At(PathOf(name)).Map(keys, least, most);
        errors.Asked?.At($"{PathOf(name)}.*").Text(values);
    }

    /// <summary>Notes that a field is a map of lists; the reader checks it.</summary>
    public void Lists(string name, SpecForm keys, SpecForm values, int least, int most)
    {
        errors.Asked?.At(PathOf(name)).Map(keys, least: 0, int.MaxValue);
        errors.Asked?.At($"{PathOf(name)}.*").List(least, most, isSet: true);
        errors.Asked?.At($"{PathOf(name)}.*[]").Text(values);
    }

    /// <summary>The items of a list with bounds; errors when it is no list, or out of them.</summary>
    public IReadOnlyList<SpecNode> Items(string name, SpecNode? node, string remedy, string noun, int least, int most)
    {
        errors.Asked?.At(PathOf(name)).List(least, most, isSet: false);
        var items = Items(name, node, remedy);
        if (node is SpecList && items.Count < least)
        {
            errors.Add(PathOf(name), node, $"no {noun}", remedy);
        }
        else if (items.Count > most)
        {
            errors.Add(PathOf(name), node!, string.Create(CultureInfo.InvariantCulture, $"{items.Count} {noun}s"), string.Create(CultureInfo.InvariantCulture, $"give at most {most}"));
        }

        return items;
    }

    /// <summary>The items of a list; empty, and an error, when the node is no list.</summary>
    public IReadOnlyList<SpecNode> Items(string name, SpecNode? node, string remedy)
    {
        if (node is null or SpecList)
        {
            return (node as SpecList)?.Items ?? [];
        }

        errors.Add(PathOf(name), node, $"{Describe(node)} instead of a list", remedy);
        return [];
    }

    public static string Describe(SpecNode node) => node switch
    {
        SpecMap => "a map",
        SpecList => "a list",
        SpecScalar { Kind: SpecScalarKind.Null } => "null",
        SpecScalar { Kind: SpecScalarKind.Number } number => $"the number {SpecErrors.Shown(number.Text)}",
        SpecScalar { Kind: SpecScalarKind.Boolean } boolean => $"the boolean {boolean.Text}",
        SpecScalar text => $"the text '{SpecErrors.Shown(text.Text)}'",
        _ => throw new ArgumentOutOfRangeException(nameof(node), node, "not a node"),
    };

    public static string Place(SpecNode node) => string.Create(CultureInfo.InvariantCulture, $"{node.Line}:{node.Column}");

    private static string Place(SpecEntry entry) => string.Create(CultureInfo.InvariantCulture, $"{entry.Line}:{entry.Column}");
}
