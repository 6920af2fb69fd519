using Temporalio.Api.Schedule.V1;

namespace SharedImages.Rehearsal;

/// <summary>
/// The times that a calendar means: each second whose date and time of day match, in a time zone. So a time that a change of the clocks
/// leaves out never comes. One that it repeats comes twice west of Greenwich, and once, the second time, elsewhere: as on the server. Pure.
/// </summary>
internal sealed class CalendarTimes(StructuredCalendarSpec calendar, TimeZoneInfo zone)
{
    /// <summary>The last year that the server looks at.</summary>
    public const int LastYear = 2100;

    // Clocks are changed by less.
    private static readonly TimeSpan ClockChange = TimeSpan.FromHours(2);

    /// <summary>The first time after another; null when there is none.</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(after.ToUnixTimeSeconds() + 1);
        while (true)
        {
            var here = TimeZoneInfo.ConvertTime(at, zone);
            var local = here.DateTime;
            if (local.Year > LastYear)
            {
                return null;
            }

            var rest = IsPassedOver(here) ? RestOfHour(local) : NotMeant(local);
            if (rest == TimeSpan.Zero)
            {
                return at;
            }

            at += rest > 2 * ClockChange ? rest - ClockChange : Min(rest, RestOfHour(local));
        }
    }

    /// <summary>How long, by the clock on the wall, surely no time is meant; zero when this one is.</summary>
    private TimeSpan NotMeant(DateTime local) =>
        !IsYear(local.Year) || !Has(calendar.Month, local.Month) ? new DateTime(local.Year, local.Month, 1).AddMonths(1) - local
        : !Has(calendar.DayOfMonth, local.Day) || !Has(calendar.DayOfWeek, (int)local.DayOfWeek) ? local.Date.AddDays(1) - local
        : !Has(calendar.Hour, local.Hour) ? RestOfHour(local)
        : !Has(calendar.Minute, local.Minute) ? TimeSpan.FromSeconds(60 - local.Second)
        : !Has(calendar.Second, local.Second) ? TimeSpan.FromSeconds(1)
        : TimeSpan.Zero;

    private bool IsPassedOver(DateTimeOffset here) =>
        zone.IsAmbiguousTime(here.DateTime) && zone.GetAmbiguousTimeOffsets(here.DateTime) is var offsets && offsets.Min() >= TimeSpan.Zero && here.Offset == offsets.Max();

    private bool IsYear(int year) => calendar.Year.Count == 0 || Has(calendar.Year, year);

    private static TimeSpan RestOfHour(DateTime local) => TimeSpan.FromSeconds(3_600 - (60 * local.Minute) - local.Second);

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static bool Has(IEnumerable<Temporalio.Api.Schedule.V1.Range> ranges, int value) =>
        ranges.Any(range => value >= range.Start && value <= range.End && (value - range.Start) % range.Step == 0);
}
