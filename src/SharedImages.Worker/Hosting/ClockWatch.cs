using SharedImages.Ecs;

namespace SharedImages.Worker;

/// <summary>Warns once when this machine's clock and ECS's differ, and again only after it has been right or when it has moved further.</summary>
internal sealed class ClockWatch(Serilog.ILogger log)
{
    private static readonly TimeSpan Bearable = TimeSpan.FromSeconds(30);

    // Less, so that a clock at the limit, read by the second, is not right and wrong in turn.
    private static readonly TimeSpan Right = TimeSpan.FromSeconds(20);

    private readonly Lock gate = new();
    private TimeSpan? warnedOf;

    /// <summary>To be told of every answer; from any thread.</summary>
    public void Read(ClockReading clocks)
    {
        if (!IsNews(clocks.Difference))
        {
            return;
        }

        log.Warning(
            "This machine's clock says {Ours:u}, ECS's says {Theirs:u}: set ours (NTP). From 15 minutes of difference on ECS refuses every call",
            clocks.Ours,
            clocks.Theirs);
    }

    private bool IsNews(TimeSpan difference)
    {
        lock (gate)
        {
            if (difference.Duration() <= Right)
            {
                warnedOf = null;
            }

            if (difference.Duration() <= Bearable || (warnedOf is { } before && (difference - before).Duration() <= Bearable))
            {
                return false;
            }

            warnedOf = difference;
            return true;
        }
    }
}
