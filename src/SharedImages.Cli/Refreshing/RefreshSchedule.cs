using System.Globalization;
using System.Text.Json;
using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;
using Temporalio.Client.Schedules;
using Temporalio.Converters;
using ScheduleSpec = SharedImages.Workflows.ScheduleSpec;

namespace SharedImages.Cli;

/// <summary>A refresh's schedule as Temporal keeps it, and what of it is not as it was applied.</summary>
internal static class RefreshSchedule
{
    /// <summary>What Temporal is to keep.</summary>
    public static Schedule Of(RefreshSpec spec, string taskQueue)
    {
        var schedule = spec.Schedule!;
        return new(
            ScheduleActionStartWorkflow.Create(ContractNames.ScheduledRefresh, [spec], new(ScheduleNames.RunId(spec.Name), taskQueue) { StaticSummary = $"{spec.Name}: by schedule, {ScheduleText.When(schedule)}" }),
            new()
            {
                Calendars = [.. schedule.At.Select(time => Calendar(schedule, TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture)))],
                Intervals = schedule.Every is { } every ? [new(every)] : [],
                TimeZoneName = schedule.TimeZone,
                Jitter = schedule.Jitter > TimeSpan.Zero ? schedule.Jitter : null,
            })
        {
            Policy = new() { Overlap = ScheduleOverlapPolicy.BufferOne, CatchupWindow = schedule.CatchUp },
        };
    }

    /// <summary>The spec that a schedule was applied with; null when it has none that can be read.</summary>
    public static async Task<RefreshSpec?> SpecOfAsync(Schedule schedule) =>
        schedule.Action is ScheduleActionStartWorkflow start && start.Args.FirstOrDefault() is IEncodedRawValue spec
            ? RefreshSpecReader.ReadJson(JsonSerializer.SerializeToUtf8Bytes(await spec.ToValueAsync<JsonElement>())).Spec
            : null;

    /// <summary>Where its runs go; null when it starts something else.</summary>
    public static string? TaskQueueOf(Schedule schedule) => (schedule.Action as ScheduleActionStartWorkflow)?.Options.TaskQueue;

    /// <summary>In which fields a schedule is not as it was applied: somebody changed them by hand. A line each.</summary>
    /// <param name="applied">As it was applied.</param>
    /// <param name="actual">As Temporal has it.</param>
    public static IEnumerable<string> Changes(Schedule applied, Schedule actual)
    {
        var (was, now) = (Fields(applied), Fields(actual));
        return was.Keys.Where(field => was[field] != now[field]).Select(field => $"{field}: applied as {Shown(was[field])}, now {Shown(now[field])}");
    }

    private static ScheduleCalendarSpec Calendar(ScheduleSpec schedule, TimeOnly time) => new()
    {
        Hour = [new(time.Hour)],
        Minute = [new(time.Minute)],
        DayOfWeek = schedule.Days.Count == 0 ? ScheduleCalendarSpec.AllWeekDays : [.. schedule.Days.Select(day => new ScheduleRange((int)day))],
        DayOfMonth = schedule.DaysOfMonth.Count == 0 ? ScheduleCalendarSpec.AllMonthDays : [.. schedule.DaysOfMonth.Select(day => new ScheduleRange(day))],
        Month = schedule.Months.Count == 0 ? ScheduleCalendarSpec.AllMonths : [.. schedule.Months.Select(month => new ScheduleRange(month))],
    };

    private static SortedDictionary<string, string> Fields(Schedule schedule) => new(StringComparer.Ordinal)
    {
        ["times"] = string.Join("; ", schedule.Spec.Calendars.Select(Text).Concat(schedule.Spec.Intervals.Select(Text)).Concat(schedule.Spec.CronExpressions).Order(StringComparer.Ordinal)),
        ["left out"] = string.Join("; ", schedule.Spec.Skip.Select(Text).Order(StringComparer.Ordinal)),
        ["from"] = Text(schedule.Spec.StartAt),
        ["until"] = Text(schedule.Spec.EndAt),
        ["timeZone"] = schedule.Spec.TimeZoneName is { Length: > 0 } zone ? zone : "UTC",
        ["jitter"] = ScheduleText.Span(schedule.Spec.Jitter ?? TimeSpan.Zero),
        ["catchUp"] = schedule.Policy.CatchupWindow is { } window ? ScheduleText.Span(window) : "Temporal's own",
        ["overlap"] = schedule.Policy.Overlap.ToString(),
        ["pause on failure"] = schedule.Policy.PauseOnFailure ? "yes" : "no",
        ["starts"] = schedule.Action is ScheduleActionStartWorkflow start ? $"{start.Workflow} {start.Options.Id}" : "something else",
    };

    private static string Text(DateTime? time) => time is { } value ? Words.Of(new DateTimeOffset(value, TimeSpan.Zero)) : "";

    private static string Text(ScheduleIntervalSpec interval) =>
        $"every {ScheduleText.Span(interval.Every)}{(interval.Offset is { } offset && offset > TimeSpan.Zero ? $" plus {ScheduleText.Span(offset)}" : "")}";

    private static string Text(ScheduleCalendarSpec calendar)
    {
        (string Name, IReadOnlyCollection<ScheduleRange> Ranges)[] parts =
        [
            ("second", calendar.Second), ("minute", calendar.Minute), ("hour", calendar.Hour), ("day", calendar.DayOfMonth),
            ("month", calendar.Month), ("year", calendar.Year), ("weekday", calendar.DayOfWeek),
        ];
        return string.Join(' ', parts
            .Select(part => (part.Name, Text: string.Join(',', part.Ranges.Select(Text).Order(StringComparer.Ordinal))))
            .Where(part => part.Text.Length > 0)
            .Select(part => $"{part.Name} {part.Text}"));
    }

    // Temporal gives a single number back as a range from it to itself.
    private static string Text(ScheduleRange range) => string.Create(
        CultureInfo.InvariantCulture, $"{range.Start}{(range.End > range.Start ? $"-{range.End}" : "")}{(range.Step > 1 ? $"/{range.Step}" : "")}");

    private static string Shown(string text) => text.Length == 0 ? "nothing" : text;
}
