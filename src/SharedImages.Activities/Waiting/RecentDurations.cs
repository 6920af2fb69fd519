namespace SharedImages.Activities;

/// <summary>The last durations of each of many things, as this worker saw them. Bounded; losing them costs a few looks.</summary>
/// <param name="each">How many of one thing are kept.</param>
internal sealed class RecentDurations<TKey>(int each)
    where TKey : notnull
{
    private readonly BoundedMemory<TKey, IReadOnlyList<TimeSpan>> known = new(most: 1_000);

    /// <summary>In the order in which they were seen; empty = none was.</summary>
    public IReadOnlyList<TimeSpan> Of(TKey key) => known.TryGet(key, out var last) ? last : [];

    /// <summary>One more. Of two at once one may be lost.</summary>
    public void Add(TKey key, TimeSpan duration) => known.Keep(key, [.. Of(key).TakeLast(each - 1), duration]);
}
