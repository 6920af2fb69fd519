using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace SharedImages.Activities;

/// <summary>What a worker remembers to save calls. Bounded: when it is full it forgets all, which must cost no more than asking again.</summary>
/// <param name="most">How many keys it holds.</param>
internal sealed class BoundedMemory<TKey, TValue>(int most)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TValue> known = new();

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => known.TryGetValue(key, out value);

    /// <summary>All that is remembered, in no order.</summary>
    public IEnumerable<KeyValuePair<TKey, TValue>> All => known;

    /// <returns>The value.</returns>
    public TValue Keep(TKey key, TValue value)
    {
        if (known.Count >= most && !known.ContainsKey(key))
        {
            known.Clear();
        }

        return known[key] = value;
    }
}
