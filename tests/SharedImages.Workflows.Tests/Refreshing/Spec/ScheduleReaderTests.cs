using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace SharedImages.Workflows.Tests;

public sealed class ScheduleReaderTests
{
    private const string Remedy = "give every: 7d, or at: [\"03:00\"] with days: [monday]";
    private const string Time = "use hours and minutes, such as \"03:00\"";
    private const string Never = $"schedule: none of its months has such a day, so it would never run; {Remedy}";
    private const string TooOften = $"schedule: two times of at are less than 5m apart; {Remedy}";
    private const string Calendar = $"schedule: days, daysOfMonth, months and timeZone are of the calendar, and every is not; {Remedy}";

    /// <summary>A schedule, and what is wrong with it.</summary>
    public static TheoryData<string, string> Wrong => new()
    {
        { "{}", $"schedule: neither every nor at; {Remedy}" },
        { """{"at":[]}""", $"schedule: neither every nor at; {Remedy}" },
        { """{"days":["monday"]}""", $"schedule: neither every nor at; {Remedy}" },
        { """{"every":"7d","at":["03:00"]}""", $"schedule: both every and at; {Remedy}" },
        { """{"every":"7d","days":["monday"]}""", Calendar },
        { """{"every":"7d","daysOfMonth":[1]}""", Calendar },
        { """{"every":"7d","months":[1]}""", Calendar },
        { """{"every":"7d","timeZone":"Asia/Shanghai"}""", Calendar },
        { """{"at":["03:00"],"days":["monday"],"daysOfMonth":[1]}""", $"schedule: both days and daysOfMonth; {Remedy}" },
        { """{"every":"4m"}""", "schedule.every: '4m' is not a duration that is possible here; use a number and a unit, from 5m to 366d, such as 7d" },
        { """{"every":"367d"}""", "schedule.every: '367d' is not a duration that is possible here; use a number and a unit, from 5m to 366d, such as 7d" },
        { """{"every":60}""", "schedule.every: the number 60 instead of text; put it in quotes: \"60\"" },
        { """{"at":["03:00","03:04"]}""", TooOften },
        { """{"at":["23:58","12:00","00:02"]}""", TooOften },
        { """{"at":["03:00","03:00"]}""", "schedule.at[1]: 03:00 is given twice; keep one of them" },
        { """{"at":["3:00"]}""", $"schedule.at[0]: '3:00' is not a time of day; {Time}" },
        { """{"at":["24:00"]}""", $"schedule.at[0]: '24:00' is not a time of day; {Time}" },
        { """{"at":"03:00"}""", $"schedule.at: the text '03:00' instead of a list; give a list of 0 to 24; {Time}" },
        { """{"at":["03:00"],"days":["Monday"]}""", "schedule.days[0]: 'Monday' is not a day of the week; write sunday, monday, tuesday, wednesday, thursday, friday, saturday" },
        { """{"at":["03:00"],"days":["monday","monday"]}""", "schedule.days[1]: monday is given twice; keep one of them" },
        { """{"at":["03:00"],"daysOfMonth":[32]}""", "schedule.daysOfMonth[0]: the number 32 is out of bounds; give a whole number from 1 to 31" },
        { """{"at":["03:00"],"daysOfMonth":["1"]}""", "schedule.daysOfMonth[0]: the text '1' instead of a number; give a whole number from 1 to 31" },
        { """{"at":["03:00"],"daysOfMonth":[1,1]}""", "schedule.daysOfMonth[1]: 1 is given twice; keep one of them" },
        { """{"at":["03:00"],"months":[0]}""", "schedule.months[0]: the number 0 is out of bounds; give a whole number from 1 to 12" },
        { """{"at":["03:00"],"daysOfMonth":[30,31],"months":[2]}""", Never },
        { """{"at":["03:00"],"daysOfMonth":[31],"months":[4,6,9,11]}""", Never },
        { """{"at":["03:00"],"timeZone":"Mars; rm"}""", "schedule.timeZone: 'Mars; rm' is not a time zone; use a name of the IANA time zones, such as UTC or Asia/Shanghai" },
        { """{"every":"1h","jitter":"2d"}""", "schedule.jitter: '2d' is not a duration that is possible here; use a number and a unit, from 0d to 1d, such as 0d" },
        { """{"every":"1h","catchUp":"59s"}""", "schedule.catchUp: '59s' is not a duration that is possible here; use a number and a unit, from 1m to 7d, such as 6h" },
        { """{"every":"1h","pauseAfter":0}""", "schedule.pauseAfter: the number 0 is out of bounds; give a whole number from 1 to 10" },
        { """{"every":"1h","pauseAfter":11}""", "schedule.pauseAfter: the number 11 is out of bounds; give a whole number from 1 to 10" },
        { """{"every":"1h","cron":"* * * * *"}""", "schedule.cron: unknown field; known here: every, at, days, daysOfMonth, months, timeZone, jitter, catchUp, pauseAfter" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void WhatNeverRunsOrTooOften_OrIsUnclear_IsAnError(string schedule, string error)
    {
        var reading = RefreshJson.With("schedule", schedule);

        reading.Spec.ShouldBeNull();
        RefreshJson.Texts(reading).ShouldHaveSingleItem().ShouldBe(error);
    }

    /// <summary>The bounds themselves are allowed.</summary>
    [Theory]
    [InlineData("""{"every":"5m"}""")]
    [InlineData("""{"every":"366d","timeZone":"UTC"}""")]
    [InlineData("""{"at":["03:00","03:05"]}""")]
    [InlineData("""{"at":["23:57","00:02"]}""")]
    [InlineData("""{"at":["03:00"],"daysOfMonth":[29],"months":[2]}""")]
    [InlineData("""{"at":["03:00"],"daysOfMonth":[31],"months":[4,5]}""")]
    [InlineData("""{"at":["03:00"],"daysOfMonth":[30,31],"months":[4]}""")]
    [InlineData("""{"at":["03:00"],"daysOfMonth":[31]}""")]
    [InlineData("""{"at":["03:00"],"days":["sunday","saturday"],"months":[2],"timeZone":"America/Argentina/Buenos_Aires"}""")]
    [InlineData("""{"at":["03:00"],"timeZone":"Etc/GMT+8"}""")]
    public void WhatCanRun_IsRead(string schedule) => RefreshJson.With("schedule", schedule).Errors.ShouldBeEmpty();

    [Fact]
    public void WhatIsLeftOut_HasItsDefault()
    {
        var schedule = RefreshJson.With("schedule", """{"every":"7d"}""").Spec!.Schedule!;

        schedule.Every.ShouldBe(TimeSpan.FromDays(7));
        schedule.At.ShouldBeEmpty();
        schedule.TimeZone.ShouldBe("UTC");
        schedule.Jitter.ShouldBe(TimeSpan.Zero);
        schedule.CatchUp.ShouldBe(TimeSpan.FromHours(6));
        schedule.PauseAfter.ShouldBe(3);
    }

    [Fact]
    public void ACalendar_IsReadWhole()
    {
        var schedule = RefreshJson.Read().Spec!.Schedule!;

        schedule.Every.ShouldBeNull();
        schedule.At.ShouldBe(["03:00"]);
        schedule.Days.ShouldBe([DayOfWeek.Monday]);
        schedule.TimeZone.ShouldBe("Asia/Shanghai");
        schedule.Jitter.ShouldBe(TimeSpan.FromMinutes(10));
        schedule.CatchUp.ShouldBe(TimeSpan.FromHours(2));
        schedule.PauseAfter.ShouldBe(5);
    }

    // What crosses Temporal is the spec as the program serializes it.
    [Fact]
    public void ASchedule_SurvivesItsJson() => Schedules.Sample(schedule =>
    {
        var spec = RefreshJson.Read(json => json["schedule"] = schedule.DeepClone()).Spec.ShouldNotBeNull();
        var again = RefreshSpecReader.ReadJson(JsonSerializer.SerializeToUtf8Bytes(spec, ContractJson.Options));
        again.Errors.ShouldBeEmpty();
        SpecDigest.Of(again.Spec!).ShouldBe(SpecDigest.Of(spec));
    });

    /// <summary>Independent of how the reader finds out: it looks whether a day of the calendar comes within the eight years that hold every kind of year.</summary>
    [Fact]
    public void ACalendar_IsRefusedOnlyWhenNoDayOfItEverComes() =>
        Gen.Select(Gen.Int[1, 31].HashSet[1, 3], Gen.Int[1, 12].HashSet[1, 3]).Sample((days, months) =>
        {
            var reading = RefreshJson.With("schedule", $$"""{"at":["03:00"],"daysOfMonth":[{{string.Join(',', days)}}],"months":[{{string.Join(',', months)}}]}""");
            var comes = Enumerable.Range(0, 8 * 366).Select(day => new DateOnly(2024, 1, 1).AddDays(day)).Any(day => days.Contains(day.Day) && months.Contains(day.Month));
            return comes ? reading.Errors.Count == 0 : RefreshJson.Texts(reading) is [Never];
        });

    private static readonly Gen<JsonObject> Schedules = Gen.OneOf(
        Gen.Int[5, 527_040].Select(minutes => new JsonObject { ["every"] = $"{minutes}m" }),
        Gen.Select(Gen.Int[0, 23].HashSet[1, 5], Gen.Enum<DayOfWeek>().HashSet[0, 7], Gen.Int[1, 10]).Select((hours, days, pauseAfter) => new JsonObject
        {
            ["at"] = new JsonArray([.. hours.Select(hour => JsonValue.Create($"{hour:00}:30"))]),
            ["days"] = new JsonArray([.. days.Select(day => JsonValue.Create(day.ToString().ToLowerInvariant()))]),
            ["pauseAfter"] = pauseAfter,
        }));
}
