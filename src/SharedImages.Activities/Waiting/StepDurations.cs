namespace SharedImages.Activities;

/// <summary>How long steps took in a region: the shortest and a long one.</summary>
internal sealed class StepDurations
{
    private const int Enough = 4;

    private readonly RecentDurations<(string Region, string Step)> recent = new(each: 64);

    /// <summary>Null = too few were seen.</summary>
    public (TimeSpan Shortest, TimeSpan Long)? Of(string region, string step) =>
        recent.Of((region, step)) is { Count: >= Enough } last
            ? (last.Min(), last.Order().ElementAt((last.Count * 9 / 10) - (last.Count < 10 ? 0 : 1)))
            : null;

    /// <summary>One more.</summary>
    public void Add(string region, string step, TimeSpan duration) => recent.Add((region, step), duration);
}
