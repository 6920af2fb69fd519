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

    /// <summary>Until a queued copy is likely to be begun; null while no copy that runs has a pace and no duration is known.</summary>
    /// <param name="queued">The copy.</param>
    /// <param name="usual">What such copies take; null = not known.</param>
    public TimeSpan? UntilTurnOf(Image queued, TimeSpan? usual)
    {
        var running = making.Where(IsRunning).ToList();
        var paces = running.Select(PaceOf).OfType<TimeSpan>().ToList();
        if ((usual ?? (paces.Count == 0 ? null : TimeSpan.FromTicks((long)paces.Average(pace => pace.Ticks)))) is not { } duration)
        {
            return null;
        }

        var ahead = making.Count(image => !IsRunning(image) && image.CreationTime < queued.CreationTime);
        return QueueRules.UntilTurn([.. running.Select(image => (PaceOf(image) ?? duration) * (1 - ((image.Progress ?? 0) / 100.0)))], ahead, duration);
    }

    private static bool IsRunning(Image image) => image.Status == ImageStatus.Creating;

    // What the whole copy takes at the pace that it has had.
    private TimeSpan? PaceOf(Image image) => begun.TryGetValue(image.ImageId, out var first) && image.Progress > first.Progress
        ? (at - first.At) / (image.Progress.Value - first.Progress) * 100
        : null;
}
