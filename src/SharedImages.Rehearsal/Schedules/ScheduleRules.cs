using Temporalio.Api.Enums.V1;
using Temporalio.Api.Schedule.V1;
using Temporalio.Api.Workflow.V1;

namespace SharedImages.Rehearsal;

/// <summary>What a schedule may say, and what it means where it says nothing. Pure; errors are worded as the server's.</summary>
internal static class ScheduleRules
{
    /// <summary>The longest note of a pause, in characters.</summary>
    public const int MaxNote = 1_000;

    private const int MaxComment = 200;
    private const int FirstYear = 2000;

    private static readonly TimeSpan UsualCatchup = TimeSpan.FromDays(365);
    private static readonly TimeSpan ShortestCatchup = TimeSpan.FromSeconds(10);

    /// <summary>The schedule as the server keeps it: with its own values where there are none.</summary>
    /// <exception cref="Grpc.Core.RpcException">It says what it may not, or what is not modelled.</exception>
    public static Schedule Complete(Schedule asked, AttributeRegistry attributes)
    {
        var schedule = asked.Clone();
        schedule.Spec ??= new();
        schedule.Policies ??= new();
        schedule.State ??= new();
        CheckSpec(schedule.Spec);
        CheckAction(schedule.Action?.StartWorkflow ?? throw Refusals.NotModelled("schedules that start no workflow"), attributes);
        CompletePolicies(schedule.Policies);
        foreach (var range in schedule.Spec.StructuredCalendar.SelectMany(Ranges).SelectMany(ranges => ranges.Ranges))
        {
            range.End = Math.Max(range.Start, range.End);
            range.Step = Math.Max(1, range.Step);
        }

        schedule.Action.StartWorkflow.TaskQueue.Kind = TaskQueueKind.Normal;
        return schedule;
    }

    /// <summary>What happens when a run is to start while another one runs.</summary>
    /// <exception cref="Grpc.Core.RpcException">It is not modelled.</exception>
    public static void CheckOverlap(ScheduleOverlapPolicy policy)
    {
        if (policy is ScheduleOverlapPolicy.BufferAll or ScheduleOverlapPolicy.CancelOther or ScheduleOverlapPolicy.TerminateOther)
        {
            throw Refusals.NotModelled($"the overlap policy {policy} of schedules");
        }
    }

    private static void CheckSpec(ScheduleSpec spec)
    {
        if (NotModelled(spec) is { } what)
        {
            throw Refusals.NotModelled(what);
        }

        if (Problem(spec) is { } problem)
        {
            throw Refusals.Invalid($"Invalid schedule spec: {problem}");
        }
    }

    private static string? NotModelled(ScheduleSpec spec) =>
        spec.CronString.Count > 0 ? "cron strings of schedules"
        : spec.Calendar.Count > 0 ? "calendars as text (structured ones are)"
#pragma warning disable CS0612 // Older clients send it.
        : spec.ExcludeCalendar.Count + spec.ExcludeStructuredCalendar.Count > 0 ? "times that a schedule skips"
#pragma warning restore CS0612
        : spec.TimezoneData.IsEmpty ? null
        : "the data of time zones";

    private static string? Problem(ScheduleSpec spec) =>
        spec.StructuredCalendar.Select(Problem).Concat(spec.Interval.Select(Problem)).FirstOrDefault(problem => problem is not null)
        ?? (ScheduleTimes.Zone(spec.TimezoneName) is null ? $"unknown time zone {spec.TimezoneName}" : null);

    private static string? Problem(StructuredCalendarSpec calendar)
    {
        var problems = Ranges(calendar).SelectMany(field => field.Ranges.SelectMany(range => Problems(range, field.Name, field.Min, field.Max))).ToList();
        if (calendar.Comment.Length > MaxComment)
        {
            problems.Add("comment is too long");
        }

        return problems.Count == 0 ? null : $"invalid calendar spec: {string.Join(", ", problems)}";
    }

    private static (string Name, int Min, int Max, IEnumerable<Temporalio.Api.Schedule.V1.Range> Ranges)[] Ranges(StructuredCalendarSpec calendar) =>
    [
        ("Second", 0, 59, calendar.Second),
        ("Minute", 0, 59, calendar.Minute),
        ("Hour", 0, 23, calendar.Hour),
        ("DayOfMonth", 1, 31, calendar.DayOfMonth),
        ("Month", 1, 12, calendar.Month),
        ("Year", FirstYear, CalendarTimes.LastYear, calendar.Year),
        ("DayOfWeek", 0, 6, calendar.DayOfWeek),
    ];

    private static IEnumerable<string> Problems(Temporalio.Api.Schedule.V1.Range range, string field, int min, int max)
    {
        if (range.Start < min || range.Start > max)
        {
            yield return $"{field} Start is not in range [{min}-{max}]";
        }

        if (range.End != 0 && (range.End < range.Start || range.End > max))
        {
            yield return $"{field} End is before Start or not in range [{min}-{max}]";
        }

        if (range.Step < 0)
        {
            yield return $"{field} has invalid Step";
        }
    }

    private static string? Problem(IntervalSpec interval)
    {
        var (every, phase) = (interval.Interval?.ToTimeSpan() ?? TimeSpan.Zero, interval.Phase?.ToTimeSpan() ?? TimeSpan.Zero);
        return every < TimeSpan.FromSeconds(1) ? "interval is too small"
            : phase < TimeSpan.Zero ? "phase is negative"
            : phase >= every ? "phase cannot be greater than Interval"
            : null;
    }

    private static void CheckAction(NewWorkflowExecutionInfo start, AttributeRegistry attributes)
    {
        if (start.VersioningOverride is not null)
        {
            throw Refusals.NotModelled("worker versioning");
        }

        if (start.CronSchedule.Length > 0)
        {
            throw Refusals.Invalid("Scheduled workflow must not contain CronSchedule");
        }

        if (start.WorkflowIdReusePolicy is not (WorkflowIdReusePolicy.Unspecified or WorkflowIdReusePolicy.AllowDuplicate))
        {
            throw Refusals.Invalid("Scheduled workflow must not contain WorkflowIDReusePolicy");
        }

        Starting.CheckNames(start.WorkflowType, start.TaskQueue);
        attributes.Check(start.SearchAttributes);
    }

    private static void CompletePolicies(SchedulePolicies policies)
    {
        CheckOverlap(policies.OverlapPolicy);
        if (policies.KeepOriginalWorkflowId)
        {
            throw Refusals.NotModelled("schedules that keep the workflow id as it is");
        }

        var catchup = policies.CatchupWindow?.ToTimeSpan() ?? UsualCatchup;
        policies.CatchupWindow = Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(catchup < ShortestCatchup ? ShortestCatchup : catchup);
        policies.OverlapPolicy = policies.OverlapPolicy == ScheduleOverlapPolicy.Unspecified ? ScheduleOverlapPolicy.Skip : policies.OverlapPolicy;
    }
}
