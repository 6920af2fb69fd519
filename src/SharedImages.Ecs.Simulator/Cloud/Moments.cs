namespace SharedImages.Ecs.Simulator;

/// <summary>Moments to come.</summary>
internal static class Moments
{
    /// <summary>The first that is not yet; null = there is none.</summary>
    public static DateTimeOffset? NextAfter(DateTimeOffset now, IEnumerable<DateTimeOffset> moments) =>
        moments.Where(moment => moment > now).Select(moment => (DateTimeOffset?)moment).Min();
}
