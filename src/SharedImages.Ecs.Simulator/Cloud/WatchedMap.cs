using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace SharedImages.Ecs.Simulator;

/// <summary>A few values by name, in the order of the names, that tell when they change: tags, shares.</summary>
internal sealed class WatchedMap<TValue> : IDictionary<string, TValue>, IReadOnlyDictionary<string, TValue>
{
    private readonly SortedList<string, TValue> _values = new(StringComparer.Ordinal);

    public Action? OnChange { get; set; }

    public int Count => _values.Count;

    public bool IsReadOnly => false;

    public ICollection<string> Keys => _values.Keys;

    public ICollection<TValue> Values => _values.Values;

    IEnumerable<string> IReadOnlyDictionary<string, TValue>.Keys => _values.Keys;

    IEnumerable<TValue> IReadOnlyDictionary<string, TValue>.Values => _values.Values;

    public TValue this[string key]
    {
        get => _values[key];
        set
        {
            _values[key] = value;
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
        _values.Add(key, value);
        OnChange?.Invoke();
    }

    public void Add(KeyValuePair<string, TValue> item) => Add(item.Key, item.Value);

    public void Clear()
    {
        _values.Clear();
        OnChange?.Invoke();
    }

    public bool Remove(KeyValuePair<string, TValue> item) => Contains(item) && Remove(item.Key);

    public bool Remove(string key)
    {
        var removed = _values.Remove(key);
        OnChange?.Invoke();
        return removed;
    }

    public bool Contains(KeyValuePair<string, TValue> item) => _values.Contains(item);

    public void CopyTo(KeyValuePair<string, TValue>[] array, int arrayIndex) => ((ICollection<KeyValuePair<string, TValue>>)_values).CopyTo(array, arrayIndex);

    public bool ContainsKey(string key) => _values.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out TValue value) => _values.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, TValue>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
