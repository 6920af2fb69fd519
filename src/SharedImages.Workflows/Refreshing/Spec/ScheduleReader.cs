using System.Globalization;

namespace SharedImages.Workflows;

/// <summary>Reads the field <c>schedule</c>. What Temporal would accept and never carry out, or carry out too often, is an error.</summary>
internal static class ScheduleReader
{
    /// <summary>More often than this, a run would not have ended before the next begins.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromMinutes(5);

    private const string Utc = "UTC";

    private const string Remedy = "give every: 7d, or at: [\"03:00\"] with days: [monday]";

    private static readonly TimeSpan Most = TimeSpan.FromDays(366);
    private static readonly TimeSpan MostJitter = TimeSpan.FromDays(1);
    private static readonly TimeSpan LeastCatchUp = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MostCatchUp = TimeSpan.FromDays(7);
    private static readonly TimeSpan UsualCatchUp = TimeSpan.FromHours(6);

    private const int MostPauseAfter = 10;
    private const int UsualPauseAfter = 3;

    private static readonly SpecForm Time = new("a time of day", "use hours and minutes, such as \"03:00\"", "([01][0-9]|2[0-3]):[0-5][0-9]");

    private static readonly string[] Days = [.. Enum.GetNames<DayOfWeek>().Select(name => name.ToLowerInvariant())];

    private static readonly SpecForm Day = SpecForm.OneOf("a day of the week", $"write {string.Join(", ", Days)}", Days);

    private static readonly SpecForm Zone = new(
        "a time zone", "use a name of the IANA time zones, such as UTC or Asia/Shanghai", "[A-Za-z0-9/_+-]{1,64}");

    /// <summary>Null when it is not given.</summary>
    public static ScheduleSpec? Read(SpecErrors errors, SpecFields refresh)
    {
        if (refresh.Value("schedule") is not { } node
            || SpecFields.Of(errors, "schedule", node, "every", "at", "days", "daysOfMonth", "months", "timeZone", "jitter", "catchUp", "pauseAfter") is not { } fields)
        {
            return null;
        }

        var before = errors.Count;
        var every = fields.Value("every") is null ? (TimeSpan?)null : fields.Duration("every", Least, Most, TimeSpan.FromDays(7));
        var at = fields.Texts("at", Time, least: 0, most: 24);
        var days = fields.Texts("days", Day, least: 0, most: 7);
        var daysOfMonth = fields.Numbers("daysOfMonth", 1, 31);
        var months = fields.Numbers("months", 1, 12);
        var schedule = new ScheduleSpec(
            every,
            at,
            [.. days.Select(day => (DayOfWeek)Array.IndexOf(Days, day))],
            daysOfMonth,
            months,
            fields.OptionalText("timeZone", Zone) ?? Utc,
            fields.Duration("jitter", TimeSpan.Zero, MostJitter, TimeSpan.Zero),
            fields.Duration("catchUp", LeastCatchUp, MostCatchUp, UsualCatchUp),
            fields.Number("pauseAfter", 1, MostPauseAfter, UsualPauseAfter));
        // With one of its fields wrong, the rest would follow from the stand-in.
        if (errors.Count == before && Problem(schedule) is { } problem)
        {
            errors.Add("schedule", node, problem, Remedy);
        }

        return schedule;
    }

    private static string? Problem(ScheduleSpec schedule) => schedule switch
    {
        { Every: null, At: [] } => "neither every nor at",
        { Every: not null, At: not [] } => "both every and at",
        { Every: not null } when schedule is not { Days: [], DaysOfMonth: [], Months: [], TimeZone: Utc } => "days, daysOfMonth, months and timeZone are of the calendar, and every is not",
        { DaysOfMonth: not [], Days: not [] } => "both days and daysOfMonth",
        _ when IsTooOften(schedule) => $"two times of at are less than {SpecDurations.Text(Least)} apart",
        _ when NeverComes(schedule) => "none of its months has such a day, so it would never run",
        _ => null,
    };

    private static bool IsTooOften(ScheduleSpec schedule)
    {
        var times = schedule.At.Select(text => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : default).Order().ToList();
        // Midnight lies between the last and the first.
        return times.Count > 1 && times.Zip(times.Skip(1).Append(times[0])).Any(pair => pair.Second - pair.First < Least);
    }

    private static bool NeverComes(ScheduleSpec schedule) =>
        schedule.DaysOfMonth.Count > 0 && schedule.Months.Count > 0
        // 2028 is a leap year.
        && schedule.Months.All(month => schedule.DaysOfMonth.Min() > DateTime.DaysInMonth(2028, month));
}
