using SharedImages.Activities;
using SharedImages.Ecs;

namespace SharedImages.Benchmarks;

/// <summary>A copy whose pace the simulator does not have, looked at as the schedule says.</summary>
internal static class ModelledCopy
{
    private static readonly WaitingOptions Options = new();

    /// <summary>The looks at one that slows down half-way, and when one that stops there is known as stalled, with the bound for it.</summary>
    public static (int Looks, TimeSpan Stalled, TimeSpan Bound) SlowingToATenth(TimeSpan duration)
    {
        var (looks, _) = Follow(now => now < duration / 2 ? now / duration : 0.5 + ((now - (duration / 2)) / duration / 10));
        var (_, stalled) = Follow(now => Math.Min(0.5, now / duration));
        return (looks, stalled, (duration / 2) + Options.StallTime + TimeSpan.FromMinutes(10));
    }

    // Until it is done, or has stood for the stall time.
    private static (int Looks, TimeSpan End) Follow(Func<TimeSpan, double> part)
    {
        var began = DateTimeOffset.UnixEpoch;
        var seen = new CopyLook("Missing", 0, began, 0, null, began, false);
        var now = TimeSpan.Zero;
        for (var looks = 1; ; looks++)
        {
            var image = new Image { ImageId = "m-1", Status = ImageStatus.Creating, Progress = (int)(part(now) * 100) };
            seen = ImageWaiting.Advance(seen, image, began + now);
            if (part(now) >= 1 || seen.SeenAt - seen.Since >= Options.StallTime)
            {
                return (looks, now);
            }

            now += WaitSchedule.Next(Options, seen, new(null, null));
        }
    }
}
