using Temporalio.Api.Schedule.V1;
using Range = Temporalio.Api.Schedule.V1.Range;

namespace SharedImages.Rehearsal.Tests;

/// <summary>A calendar's times are found by leaps; here all seconds are looked at.</summary>
public sealed class CalendarTimesTests
{
    private static readonly DateTimeOffset Autumn = new(2030, 11, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Spring = new(2030, 3, 9, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset NewYear = new(2029, 12, 31, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, DateTimeOffset, string, string, string, string, string> Calendars => new()
    {
        { "America/New_York", Autumn, "0-6", "1-31", "0-23", "0-59", "0-59/20" },
        { "America/New_York", Autumn, "0-6", "1-31", "1", "0,59", "59" },
        { "America/New_York", Spring, "0-6", "1-31", "1-3", "0-59/7", "13,14" },
        { "America/New_York", NewYear, "1,2", "1,31", "0,23", "0,59", "0,59" },
        { "Asia/Kolkata", Autumn, "0", "1-31", "0-23/5", "29,30,31", "0" },
        { "Pacific/Kiritimati", NewYear, "0-6", "1-31/2", "0,12", "0", "1" },
    };

    [Theory, MemberData(nameof(Calendars))]
    public void EachMatchingSecond_IsATime(string zoneId, DateTimeOffset from, string weekdays, string days, string hours, string minutes, string seconds)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneId);
        var calendar = new StructuredCalendarSpec { Month = { Ranges("1-12") }, DayOfWeek = { Ranges(weekdays) }, DayOfMonth = { Ranges(days) }, Hour = { Ranges(hours) }, Minute = { Ranges(minutes) }, Second = { Ranges(seconds) } };
        var expected = Enumerable.Range(1, 2 * 86_400).Select(second => from.AddSeconds(second)).Where(at =>
        {
            var local = TimeZoneInfo.ConvertTime(at, zone);
            return Values(weekdays).Contains((int)local.DayOfWeek) && Values(days).Contains(local.Day) && Values(hours).Contains(local.Hour)
                && Values(minutes).Contains(local.Minute) && Values(seconds).Contains(local.Second);
        }).ToList();

        var times = new CalendarTimes(calendar, zone);
        var found = new List<DateTimeOffset>();
        for (var at = times.Next(from); at <= from.AddDays(2); at = times.Next(at.Value))
        {
            found.Add(at.Value);
        }

        expected.ShouldNotBeEmpty();
        found.ShouldBe(expected);
    }

    private static IEnumerable<Range> Ranges(string text) => text.Split(',').Select(part =>
    {
        var step = part.Split('/');
        var ends = step[0].Split('-');
        return new Range { Start = int.Parse(ends[0], null), End = int.Parse(ends[^1], null), Step = step.Length > 1 ? int.Parse(step[1], null) : 1 };
    });

    private static HashSet<int> Values(string text) =>
        [.. Ranges(text).SelectMany(range => Enumerable.Range(range.Start, range.End - range.Start + 1).Where(value => (value - range.Start) % range.Step == 0))];
}
