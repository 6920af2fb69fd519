using System.Text.Json.Serialization;

namespace SharedImages.Workflows;

/// <summary>When a refresh runs by itself: at times of the calendar, or every so often.</summary>
/// <param name="Every">Time between two runs, 5 minutes to 366 days; null when <paramref name="At"/> is given.</param>
/// <param name="At">Times of day, <c>03:00</c>; empty when <paramref name="Every"/> is given.</param>
/// <param name="Days">Days of the week; empty = every day.</param>
/// <param name="DaysOfMonth">1–31; empty = every day.</param>
/// <param name="Months">1–12; empty = every month.</param>
/// <param name="TimeZone">IANA name that <paramref name="At"/> is in. Default <c>UTC</c>.</param>
/// <param name="Jitter">A run may be later by up to this. Default none.</param>
/// <param name="CatchUp">After an outage of Temporal, runs that were missed by no more than this are made up for. Default 6 hours.</param>
/// <param name="PauseAfter">After so many failures in a row the schedule is paused. Default 3.</param>
public sealed record ScheduleSpec(
    [property: JsonConverter(typeof(SpecDurations.Json))] TimeSpan? Every,
    IReadOnlyList<string> At,
    IReadOnlyList<DayOfWeek> Days,
    IReadOnlyList<int> DaysOfMonth,
    IReadOnlyList<int> Months,
    string TimeZone,
    [property: JsonConverter(typeof(SpecDurations.Json))] TimeSpan Jitter,
    [property: JsonConverter(typeof(SpecDurations.Json))] TimeSpan CatchUp,
    int PauseAfter);
