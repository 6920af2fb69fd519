using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace SharedImages.Ecs.Simulator;

/// <summary>A few values by name, in the order of the names, that tell when they change: tags, shares.</summary>
internal sealed class WatchedMap<TValue> : IDictionary<string, TValue>, IReadOnlyDictionary<string, TValue>
{
    private readonly SortedList<string, TValue> values = new(StringComparer.Ordinal);

    public Action? OnChange { get; set; }

    public int Count => values.Count;

    public bool IsReadOnly => false;

    public ICollection<string> Keys => values.Keys;

    public ICollection<TValue> Values => values.Values;

    IEnumerable<string> IReadOnlyDictionary<string, TValue>.Keys => values.Keys;

    IEnumerable<TValue> IReadOnlyDictionary<string, TValue>.Values => values.Values;

    public TValue this[string key]
    {
        get => values[key];
        set
        {
            values[key] = value;
            OnChange?.Invoke();
        }
    }

    /// <summary>Sets all that is in another map.</summary>
    public void Set(IEnumerable<KeyValuePair<string, TValue>> values)
    {
        foreach (var (key, value) in values)
        {
            this[key] = value;
        }
    }

    public void Add(string key, TValue value)
    {
        values.Add(key, value);
        OnChange?.Invoke();
    }

    public void Add(KeyValuePair<string, TValue> item) => Add(item.Key, item.Value);

    public void Clear()
    {
        values.Clear();
        OnChange?.Invoke();
    }

    public bool Remove(KeyValuePair<string, TValue> item) => Contains(item) && Remove(item.Key);

    public bool Remove(string key)
    {
        var removed = values.Remove(key);
        OnChange?.Invoke();
        return removed;
    }

    public bool Contains(KeyValuePair<string, TValue> item) => values.Contains(item);

    public void CopyTo(KeyValuePair<string, TValue>[] array, int arrayIndex) => ((ICollection<KeyValuePair<string, TValue>>)values).CopyTo(array, arrayIndex);

    public bool ContainsKey(string key) => values.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out TValue value) => values.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, TValue>> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
