using System.Globalization;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>When a schedule runs, in words. Pure.</summary>
internal static class ScheduleText
{
    /// <summary>As its spec says.</summary>
    public static string When(ScheduleSpec schedule) => schedule.Every is { } every
        ? $"every {Span(every)}"
        : $"{Days(schedule)} at {string.Join(" and ", schedule.At)} {schedule.TimeZone}{Months(schedule.Months)}";

    /// <summary>A span in its largest whole unit.</summary>
    public static string Span(TimeSpan span) =>
        span.Ticks % TimeSpan.TicksPerDay == 0 && span > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0}d")
        : span.Ticks % TimeSpan.TicksPerHour == 0 && span > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0}h")
        : span.Ticks % TimeSpan.TicksPerMinute == 0 && span > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0}m")
        : string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.###}s");

    private static string Days(ScheduleSpec schedule) =>
        schedule.Days.Count > 0 ? $"every {string.Join(" and ", schedule.Days)}"
        : schedule.DaysOfMonth.Count > 0 ? $"on day {string.Join(", ", schedule.DaysOfMonth)} of the month"
        : "every day";

    private static string Months(IReadOnlyList<int> months) => months.Count == 0 ? ""
        : $" in {string.Join(", ", months.Select(CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName))}";
}
