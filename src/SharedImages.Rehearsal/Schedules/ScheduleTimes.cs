using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Temporalio.Api.Schedule.V1;

namespace SharedImages.Rehearsal;

/// <summary>When a schedule acts. Pure.</summary>
/// <param name="spec">Its times, checked and complete (<see cref="ScheduleRules"/>).</param>
/// <param name="seed">What jitters are drawn from, with the time: one seed, one jitter.</param>
internal sealed class ScheduleTimes(ScheduleSpec spec, string seed)
{
    private readonly IReadOnlyList<CalendarTimes> calendars = [.. spec.StructuredCalendar.Select(calendar => new CalendarTimes(calendar, Zone(spec.TimezoneName)!))];
    private readonly DateTimeOffset start = spec.StartTime?.ToDateTimeOffset() ?? DateTimeOffset.UnixEpoch;
    private readonly DateTimeOffset end = spec.EndTime?.ToDateTimeOffset() ?? DateTimeOffset.MaxValue;

    /// <summary>The most that a time is late.</summary>
    public TimeSpan Jitter { get; } = spec.Jitter?.ToTimeSpan() ?? TimeSpan.Zero;

    /// <summary>The time zone of a name; UTC for an empty one, null for one that there is not.</summary>
    public static TimeZoneInfo? Zone(string name) =>
        name.Length == 0 ? TimeZoneInfo.Utc : TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    /// <summary>The first time after another, jitter included; null when there is none.</summary>
    public ScheduledTime? Next(DateTimeOffset after)
    {
        var beforeStart = start - TimeSpan.FromSeconds(1);
        if (Nominal(after > beforeStart ? after : beforeStart) is not { } nominal || nominal > end || nominal.Year > CalendarTimes.LastYear)
        {
            return null;
        }

        // None is so late that it would meet the next one.
        var latest = Nominal(nominal) is { } following && following - nominal < Jitter ? following - nominal : Jitter;
        return new(nominal, nominal + TimeSpan.FromMilliseconds(Math.Floor(latest.TotalMilliseconds * Fraction(nominal))));
    }

    private DateTimeOffset? Nominal(DateTimeOffset after) =>
        calendars.Select(calendar => calendar.Next(after)).Concat(spec.Interval.Select(interval => (DateTimeOffset?)Next(interval, after))).Min();

    private static DateTimeOffset Next(IntervalSpec interval, DateTimeOffset after)
    {
        var seconds = (long)interval.Interval.ToTimeSpan().TotalSeconds;
        var phase = (long)(interval.Phase?.ToTimeSpan() ?? TimeSpan.Zero).TotalSeconds;
        return DateTimeOffset.FromUnixTimeSeconds(((((after.ToUnixTimeSeconds() - phase) / seconds) + 1) * seconds) + phase);
    }

    // From 0 to below 1.
    private double Fraction(DateTimeOffset nominal)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed} {nominal.ToUnixTimeSeconds()}")));
        return BinaryPrimitives.ReadUInt32BigEndian(hash) / 4_294_967_296.0;
    }
}
