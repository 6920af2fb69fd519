namespace SharedImages.Ecs.Simulator;

/// <summary>Times to come.</summary>
internal static class Upcoming
{
    /// <summary>The first after now; null = there is none.</summary>
    public static DateTimeOffset? First(DateTimeOffset now, IEnumerable<DateTimeOffset> times) =>
        times.Where(time => time > now).Select(time => (DateTimeOffset?)time).Min();
}
