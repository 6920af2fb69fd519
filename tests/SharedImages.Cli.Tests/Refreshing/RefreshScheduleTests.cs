using System.Text;
using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;
using Temporalio.Client.Schedules;

namespace SharedImages.Cli.Tests;

public sealed class RefreshScheduleTests
{
    private const string Calendar = """{ "at": ["03:00", "15:30"], "days": ["monday", "thursday"], "months": [1, 12], "timeZone": "Asia/Shanghai", "jitter": "10m" }""";
    private const string Interval = """{ "every": "7d", "catchUp": "2h" }""";

    /// <summary>What somebody does to a schedule by hand, and how that is said.</summary>
    public static TheoryData<string, Func<Schedule, Schedule>, string> ByHand => new()
    {
        { Interval, was => was with { Spec = was.Spec with { Intervals = [new(TimeSpan.FromHours(12))] } }, "times: applied as every 7d, now every 12h" },
        { Interval, was => was with { Spec = was.Spec with { Intervals = [new(TimeSpan.FromDays(7), TimeSpan.FromHours(1))] } }, "times: applied as every 7d, now every 7d plus 1h" },
        { Interval, was => was with { Spec = was.Spec with { CronExpressions = ["0 3 * * *"] } }, "times: applied as every 7d, now 0 3 * * *; every 7d" },
        { Interval, was => was with { Spec = was.Spec with { Skip = [new() { Month = [new(12)] }] } }, "left out: applied as nothing, now second 0 minute 0 hour 0 day 1-31 month 12 weekday 0-6" },
        { Interval, was => was with { Spec = was.Spec with { EndAt = new(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc) } }, "until: applied as nothing, now 2027-01-01 00:00:00 UTC" },
        { Interval, was => was with { Spec = was.Spec with { Jitter = TimeSpan.FromMinutes(1) } }, "jitter: applied as 0s, now 1m" },
        { Interval, was => was with { Policy = was.Policy with { PauseOnFailure = true } }, "pause on failure: applied as no, now yes" },
        { Interval, was => was with { Policy = was.Policy with { CatchupWindow = TimeSpan.FromDays(365) } }, "catchUp: applied as 2h, now 365d" },
        { Interval, was => was with { Policy = was.Policy with { Overlap = ScheduleOverlapPolicy.AllowAll } }, "overlap: applied as BufferOne, now AllowAll" },
        { Interval, was => was with { Action = ScheduleActionStartWorkflow.Create("Evil", [], new("evil", "queue")) }, "starts: applied as ScheduledRefresh scheduled/refresh/web-base, now Evil evil" },
        { Calendar, was => was with { Spec = was.Spec with { TimeZoneName = "UTC" } }, "timeZone: applied as Asia/Shanghai, now UTC" },
        {
            Calendar,
            was => was with { Spec = was.Spec with { Calendars = [was.Spec.Calendars.First()] } },
            "times: applied as second 0 minute 0 hour 3 day 1-31 month 1,12 weekday 1,4; second 0 minute 30 hour 15 day 1-31 month 1,12 weekday 1,4, now second 0 minute 0 hour 3 day 1-31 month 1,12 weekday 1,4"
        },
    };

    [Theory]
    [MemberData(nameof(ByHand))]
    public void WhatSomebodyChanged_IsSaid(string schedule, Func<Schedule, Schedule> change, string line)
    {
        var applied = Applied(schedule);

        RefreshSchedule.Changes(applied, change(applied)).ShouldHaveSingleItem().ShouldBe(line);
    }

    /// <summary>Temporal gives numbers as ranges from them to themselves, in any order, and UTC as no name; people pause and note.</summary>
    [Theory]
    [InlineData(Interval)]
    [InlineData(Calendar)]
    public void WhatTemporalGivesBack_IsAsItWasApplied(string schedule)
    {
        var applied = Applied(schedule);
        var back = applied with
        {
            State = new() { Note = "by somebody", Paused = true },
            Spec = applied.Spec with
            {
                TimeZoneName = applied.Spec.TimeZoneName == "UTC" ? "" : applied.Spec.TimeZoneName,
                Jitter = applied.Spec.Jitter ?? TimeSpan.Zero,
                Calendars = [.. applied.Spec.Calendars.Reverse().Select(calendar => calendar with
                {
                    Hour = Back(calendar.Hour),
                    Minute = Back(calendar.Minute),
                    Second = Back(calendar.Second),
                    Month = Back(calendar.Month),
                    DayOfWeek = Back(calendar.DayOfWeek),
                })],
            },
        };

        RefreshSchedule.Changes(applied, back).ShouldBeEmpty();
    }

    [Fact]
    public void ASchedule_StartsTheRefresh_AndNeverTwoBesideEachOther()
    {
        var applied = Applied(Calendar);

        var start = applied.Action.ShouldBeOfType<ScheduleActionStartWorkflow>();
        (start.Workflow, start.Options.Id, start.Options.TaskQueue).ShouldBe((ContractNames.ScheduledRefresh, "scheduled/refresh/web-base", "queue"));
        RefreshSchedule.TaskQueueOf(applied).ShouldBe("queue");
        applied.Policy.ShouldSatisfyAllConditions(
            policy => policy.Overlap.ShouldBe(ScheduleOverlapPolicy.BufferOne),
            policy => policy.CatchupWindow.ShouldBe(TimeSpan.FromHours(6)),
            policy => policy.PauseOnFailure.ShouldBeFalse());
        applied.Spec.Calendars.Count.ShouldBe(2);
        applied.Spec.TimeZoneName.ShouldBe("Asia/Shanghai");
        applied.Spec.Jitter.ShouldBe(TimeSpan.FromMinutes(10));
    }

    [Theory]
    [InlineData(Interval, "every 7d")]
    [InlineData("""{ "every": "90m" }""", "every 90m")]
    [InlineData(Calendar, "every Monday and Thursday at 03:00 and 15:30 Asia/Shanghai in January, December")]
    [InlineData("""{ "at": ["03:00"], "daysOfMonth": [1, 15] }""", "on day 1, 15 of the month at 03:00 UTC")]
    [InlineData("""{ "at": ["03:00"] }""", "every day at 03:00 UTC")]
    public void When_IsSaidInWords(string schedule, string words) => ScheduleText.When(Spec(schedule).Schedule!).ShouldBe(words);

    private static List<ScheduleRange> Back(IReadOnlyCollection<ScheduleRange> ranges) => [.. ranges.Reverse().Select(range => new ScheduleRange(range.Start, Math.Max(range.End, range.Start), 1))];

    private static Schedule Applied(string schedule) => RefreshSchedule.Of(Spec(schedule), "queue");

    private static RefreshSpec Spec(string schedule) => RefreshSpecReader.ReadJson(Encoding.UTF8.GetBytes($$"""
        {
          "apiVersion": "sharedimages/v1", "kind": "Refresh", "name": "web-base",
          "source": { "region": "cn-hangzhou", "owner": "2000000000000002", "namePattern": "web-base-*" },
          "targets": [{ "region": "cn-shanghai" }],
          "image": { "name": "web-base-{version}" },
          "schedule": {{schedule}}
        }
        """)).Spec!;
}
