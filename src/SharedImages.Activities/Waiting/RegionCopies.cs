using SharedImages.Ecs;

namespace SharedImages.Activities;

/// <summary>The copies of one region that run or are queued, as one look saw them, and when each was first seen to run.</summary>
internal sealed class RegionCopies
{
    private readonly IReadOnlyList<Image> making;
    private readonly Dictionary<string, (DateTimeOffset At, int Progress)> begun;
    private readonly DateTimeOffset at;

    private RegionCopies(IReadOnlyList<Image> making, Dictionary<string, (DateTimeOffset At, int Progress)> begun, DateTimeOffset at)
    {
        this.making = making;
        this.begun = begun;
        this.at = at;
    }

    /// <summary>What a look saw, given the one before.</summary>
    public static RegionCopies After(RegionCopies? before, DateTimeOffset now, IReadOnlyList<Image> making) => new(
        making,
        making.Where(IsRunning).ToDictionary(
            image => image.ImageId,
            image => before?.begun.TryGetValue(image.ImageId, out var first) == true ? first : (now, image.Progress ?? 0),
            StringComparer.Ordinal),
        now);

    public Image? Find(string imageId) => making.FirstOrDefault(image => image.ImageId == imageId);

    /// <summary>What the others tell of a copy: how long such copies take, and when its turn is likely to come if it is queued.</summary>
    /// <param name="copy">The copy.</param>
    /// <param name="usual">What earlier ones took; null = not known.</param>
    public CopyOutlook OutlookOf(Image copy, TimeSpan? usual)
    {
        var running = making.Where(IsRunning).ToList();
        var paces = running.Select(PaceOf).OfType<TimeSpan>().ToList();
        var duration = usual ?? (paces.Count == 0 ? null : TimeSpan.FromTicks((long)paces.Average(pace => pace.Ticks)));
        if (duration is not { } each || IsRunning(copy))
        {
            return new(null, duration);
        }

        // One that was asked for in the same second may be before it or after it.
        var ahead = making.Count(image => !IsRunning(image) && image.CreationTime < copy.CreationTime);
        return new(QueueRules.UntilTurn([.. running.Select(image => (PaceOf(image) ?? each) * (1 - ((image.Progress ?? 0) / 100.0)))], ahead, each), duration);
    }

    private static bool IsRunning(Image image) => image.Status == ImageStatus.Creating;

    // What the whole copy takes at the pace that it has had.
    private TimeSpan? PaceOf(Image image) => begun.TryGetValue(image.ImageId, out var first) && image.Progress > first.Progress
        ? (at - first.At) / (image.Progress.Value - first.Progress) * 100
        : null;
}
