using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace SharedImages.Ecs.Simulator;

/// <summary>A few texts by name, in the order in which they are given, for good. Takes a third of a dictionary's room, and there are very many.</summary>
internal sealed class SmallMap(IEnumerable<KeyValuePair<string, string>> pairs) : IReadOnlyDictionary<string, string>
{
    private readonly KeyValuePair<string, string>[] pairs = [.. pairs];

    public static SmallMap Empty { get; } = new([]);

    public int Count => pairs.Length;

    public IEnumerable<string> Keys => pairs.Select(pair => pair.Key);

    public IEnumerable<string> Values => pairs.Select(pair => pair.Value);

    public string this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"there is no {key}");

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        foreach (var pair in pairs)
        {
            if (pair.Key == key)
            {
                value = pair.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => pairs.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
