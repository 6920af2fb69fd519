namespace SharedImages.Workflows;

/// <summary>What is asked of one value.</summary>
internal sealed class SpecShape
{
    private readonly SortedSet<string> required = new(StringComparer.Ordinal);
    private readonly List<SpecForm> forms = [];

    /// <summary>The fields of a map; null when it is none, or one with any keys.</summary>
    public IReadOnlyList<string>? Fields { get; private set; }

    /// <summary>Exactly one of these sets of fields is given; empty when nothing of that kind is asked.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Sets { get; private set; } = [];

    /// <summary>The form of the keys, where any will do.</summary>
    public SpecForm? Keys { get; private set; }

    /// <summary>Whether it is a list.</summary>
    public bool IsList { get; private set; }

    /// <summary>Whether each item of the list may stand once.</summary>
    public bool IsSet { get; private set; }

    /// <summary>How many items of a list, or keys of a map.</summary>
    public (int Least, int Most) Size { get; private set; }

    /// <summary>The forms that a text may have.</summary>
    public IReadOnlyList<SpecForm> Forms => forms;

    /// <summary>The bounds of a number.</summary>
    public (int Least, int Most)? Bounds { get; private set; }

    /// <summary>Whether it is true or false.</summary>
    public bool IsBoolean { get; private set; }

    /// <summary>All texts that it may be, where they can be listed.</summary>
    public IReadOnlyList<string> Words => forms is [{ Words: { } words }] ? words : [];

    /// <summary>The fields that must be given.</summary>
    public IEnumerable<string> Required => required.Where(name => !IsInSet(name));

    /// <summary>How much is known.</summary>
    public int Count => forms.Count + required.Count + Sets.Count + (Fields?.Count ?? 0) + (IsList ? 1 : 0) + (Keys is null ? 0 : 1) + (Bounds is null ? 0 : 1) + (IsBoolean ? 1 : 0);

    /// <summary>Whether the field is of one of the <see cref="Sets"/>.</summary>
    public bool IsInSet(string field) => Sets.Any(set => set.Contains(field, StringComparer.Ordinal));

    public void Map(IReadOnlyList<string> fields) => Fields = Keys is null ? fields : null;

    public void Map(SpecForm keys, int least, int most) => (Fields, Keys, Size) = (null, keys, (least, most));

    public void Require(string field) => required.Add(field);

    public void OneOf(IReadOnlyList<IReadOnlyList<string>> sets) => Sets = sets;

    public void List(int least, int most, bool isSet) => (IsList, Size, IsSet) = (true, (least, most), isSet);

    // Bounds may follow from other values: the widest count.
    public void Number(int least, int most) => Bounds = Bounds is var (lower, upper) ? (Math.Min(lower, least), Math.Max(upper, most)) : (least, most);

    public void Boolean() => IsBoolean = true;

    public void Text(SpecForm form)
    {
        if (!forms.Exists(known => known.Pattern == form.Pattern))
        {
            forms.Add(form);
        }
    }
}
