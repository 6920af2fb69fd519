using Temporalio.Api.Enums.V1;
using Temporalio.Client.Schedules;
using Temporalio.Common;

namespace SharedImages.Rehearsal.Tests;

/// <summary>When a schedule's next times are, and which schedules are refused.</summary>
public sealed class ScheduleSpecTests(TemporalServers servers) : ScheduleBehaviourTests(servers)
{
    /// <summary>At midnight.</summary>
    private static ScheduleCalendarSpec Daily => new();

    [Theory, MemberData(nameof(EachServer))]
    public Task Times_OfCalendarsAndIntervals(Server server) => PlayAsync(
        server,
        async stage =>
        {
            await SawTimesAsync(stage, "every second", new() { Calendars = [Daily with { Second = [new(0, 59)], Minute = [new(0, 59)], Hour = [new(0, 23)] }], StartAt = Far });
            await SawTimesAsync(stage, "every 90 minutes", new() { Intervals = [new(TimeSpan.FromMinutes(90))], StartAt = Far });
            await SawTimesAsync(stage, "20 later", new() { Intervals = [new(TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(20))], StartAt = Far });
            await SawTimesAsync(stage, "steps", new() { Calendars = [Daily with { Minute = [new(10, 59, 30)], Hour = [new(8, 11, 3)] }], StartAt = Far });
            await SawTimesAsync(stage, "two and an interval", new() { Calendars = [Daily with { Hour = [new(5)] }, Daily with { Hour = [new(6)], Comment = "too" }], Intervals = [new(TimeSpan.FromHours(12))], StartAt = Far });
            await SawTimesAsync(stage, "leap days", new() { Calendars = [Daily with { DayOfMonth = [new(29)], Month = [new(2)] }], StartAt = Far });
            await SawTimesAsync(stage, "in one year", new() { Calendars = [Daily with { DayOfMonth = [new(1, 2)], Month = [new(6)], Year = [new(2031)] }], StartAt = Far });
            await SawTimesAsync(stage, "until", new() { Calendars = [Daily], StartAt = Far, EndAt = Far.AddDays(2) });
            await SawTimesAsync(stage, "never", new() { Calendars = [Daily with { DayOfMonth = [new(30)], Month = [new(2)] }], StartAt = Far });
            await SawTimesAsync(stage, "nothing", new() { StartAt = Far });
        },
        """
        every second: Tue 2030-01-01 00:00:00, Tue 2030-01-01 00:00:01, Tue 2030-01-01 00:00:02, Tue 2030-01-01 00:00:03
        every 90 minutes: Tue 2030-01-01 00:00:00, Tue 2030-01-01 01:30:00, Tue 2030-01-01 03:00:00, Tue 2030-01-01 04:30:00
        20 later: Tue 2030-01-01 00:20:00, Tue 2030-01-01 01:50:00, Tue 2030-01-01 03:20:00, Tue 2030-01-01 04:50:00
        steps: Tue 2030-01-01 08:10:00, Tue 2030-01-01 08:40:00, Tue 2030-01-01 11:10:00, Tue 2030-01-01 11:40:00
        two and an interval: Tue 2030-01-01 00:00:00, Tue 2030-01-01 05:00:00, Tue 2030-01-01 06:00:00, Tue 2030-01-01 12:00:00
        leap days: Sun 2032-02-29 00:00:00, Fri 2036-02-29 00:00:00, Wed 2040-02-29 00:00:00, Mon 2044-02-29 00:00:00
        in one year: Sun 2031-06-01 00:00:00, Mon 2031-06-02 00:00:00
        until: Tue 2030-01-01 00:00:00, Wed 2030-01-02 00:00:00, Thu 2030-01-03 00:00:00
        never: 
        nothing: 
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Times_OfTimeZones(Server server) => PlayAsync(
        server,
        async stage =>
        {
            await SawTimesAsync(stage, "Shanghai", new() { Calendars = [Daily with { Hour = [new(2)] }], StartAt = Far, TimeZoneName = "Asia/Shanghai" });
            await SawTimesAsync(stage, "Kolkata", new() { Intervals = [new(TimeSpan.FromDays(1))], StartAt = Far, TimeZoneName = "Asia/Kolkata" });
            await SawTimesAsync(stage, "Berlin, left out in spring", HalfPast(2, "Europe/Berlin", new(2030, 3, 30)));
            await SawTimesAsync(stage, "Berlin, repeated in autumn", HalfPast(2, "Europe/Berlin", new(2030, 10, 26)));
            await SawTimesAsync(stage, "New York, left out in spring", HalfPast(2, "America/New_York", new(2030, 3, 9)));
            await SawTimesAsync(stage, "New York, repeated in autumn", HalfPast(1, "America/New_York", new(2030, 11, 2)));
            await SawTimesAsync(stage, "London, repeated in autumn", HalfPast(1, "Europe/London", new(2030, 10, 26)));
            await SawTimesAsync(stage, "Sydney, repeated in autumn", HalfPast(2, "Australia/Sydney", new(2030, 4, 5)));
        },
        """
        Shanghai: Tue 2030-01-01 18:00:00, Wed 2030-01-02 18:00:00, Thu 2030-01-03 18:00:00, Fri 2030-01-04 18:00:00
        Kolkata: Tue 2030-01-01 00:00:00, Wed 2030-01-02 00:00:00, Thu 2030-01-03 00:00:00, Fri 2030-01-04 00:00:00
        Berlin, left out in spring: Sat 2030-03-30 01:30:00, Mon 2030-04-01 00:30:00, Tue 2030-04-02 00:30:00, Wed 2030-04-03 00:30:00
        Berlin, repeated in autumn: Sat 2030-10-26 00:30:00, Sun 2030-10-27 01:30:00, Mon 2030-10-28 01:30:00, Tue 2030-10-29 01:30:00
        New York, left out in spring: Sat 2030-03-09 07:30:00, Mon 2030-03-11 06:30:00, Tue 2030-03-12 06:30:00, Wed 2030-03-13 06:30:00
        New York, repeated in autumn: Sat 2030-11-02 05:30:00, Sun 2030-11-03 05:30:00, Sun 2030-11-03 06:30:00, Mon 2030-11-04 06:30:00
        London, repeated in autumn: Sat 2030-10-26 00:30:00, Sun 2030-10-27 01:30:00, Mon 2030-10-28 01:30:00, Tue 2030-10-29 01:30:00
        Sydney, repeated in autumn: Fri 2030-04-05 15:30:00, Sat 2030-04-06 16:30:00, Sun 2030-04-07 16:30:00, Mon 2030-04-08 16:30:00
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task ASpec_IsRefused(Server server) => PlayAsync(
        server,
        async stage =>
        {
            await SawRefusedAsync(stage, "interval", new() { Intervals = [new(TimeSpan.FromMilliseconds(999))] });
            await SawRefusedAsync(stage, "offset", new() { Intervals = [new(TimeSpan.FromHours(1), TimeSpan.FromHours(1))] });
            await SawRefusedAsync(stage, "negative offset", new() { Intervals = [new(TimeSpan.FromHours(1), TimeSpan.FromHours(-1))] });
            await SawRefusedAsync(stage, "hour", new() { Calendars = [Daily with { Hour = [new(24)] }] });
            await SawRefusedAsync(stage, "ranges", new() { Calendars = [Daily with { Minute = [new(30, 20)], Year = [new(1999)], DayOfWeek = [new(0, 6, -1)] }] });
            await SawRefusedAsync(stage, "comment", new() { Calendars = [Daily with { Comment = new('x', 201) }] });
            await SawRefusedAsync(stage, "time zone", new() { Calendars = [Daily], TimeZoneName = "Europe/Springfield" });
            var handle = await CreateAsync<Returns>(stage, "never");
            await stage.SawAsync("update", () => handle.UpdateAsync(input => new ScheduleUpdate(input.Description.Schedule with { Spec = new() { Intervals = [new(TimeSpan.Zero)] } })));
        },
        """
        interval: Rpc(InvalidArgument) 'Invalid schedule spec: interval is too small'
        offset: Rpc(InvalidArgument) 'Invalid schedule spec: phase cannot be greater than Interval'
        negative offset: Rpc(InvalidArgument) 'Invalid schedule spec: phase is negative'
        hour: Rpc(InvalidArgument) 'Invalid schedule spec: invalid calendar spec: Hour Start is not in range [0-23], Hour End is before Start or not in range [0-23]'
        ranges: Rpc(InvalidArgument) 'Invalid schedule spec: invalid calendar spec: Minute End is before Start or not in range [0-59], Year Start is not in range [2000-2100], DayOfWeek has invalid Step'
        comment: Rpc(InvalidArgument) 'Invalid schedule spec: invalid calendar spec: comment is too long'
        time zone: Rpc(InvalidArgument) 'Invalid schedule spec: unknown time zone Europe/Springfield'
        update: Rpc(InvalidArgument) 'Invalid schedule spec: interval is too small'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task AnUnregisteredAttribute_IsRefused(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var attributes = new SearchAttributeCollection.Builder().Set(SearchAttributeKey.CreateKeyword("Unregistered"), "x").ToSearchAttributeCollection();
            await stage.SawAsync("of the schedule", () => CreateAsync<Returns>(stage, "never", options: new() { TypedSearchAttributes = attributes }));
            await stage.SawAsync("of its runs", () => CreateAsync<Returns>(stage, "never", schedule => schedule with
            {
                Action = ScheduleActionStartWorkflow.Create("Returns", ["never"], new(stage.Id("one"), stage.TaskQueue) { TypedSearchAttributes = attributes }),
            }));
        },
        """
        of the schedule: Rpc(InvalidArgument) 'Namespace default has no mapping defined for search attribute Unregistered'
        of its runs: Rpc(InvalidArgument) 'Namespace default has no mapping defined for search attribute Unregistered'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task AnAction_IsRefused(Server server) => PlayAsync(
        server,
        async stage =>
        {
            await SawCreateAsync(stage, "no type", start => start.WorkflowType = null);
            await SawCreateAsync(stage, "no queue", start => start.TaskQueue = null);
            await SawCreateAsync(stage, "no name of the queue", start => start.TaskQueue = new());
            await SawCreateAsync(stage, "cron", start => start.CronSchedule = "@daily");
            await SawCreateAsync(stage, "reuse", start => start.WorkflowIdReusePolicy = WorkflowIdReusePolicy.RejectDuplicate);
        },
        """
        no type: Rpc(InvalidArgument) 'WorkflowType is not set on request.'
        no queue: Rpc(InvalidArgument) 'taskQueue is not set'
        no name of the queue: Rpc(InvalidArgument) 'missing task queue name'
        cron: Rpc(InvalidArgument) 'Scheduled workflow must not contain CronSchedule'
        reuse: Rpc(InvalidArgument) 'Scheduled workflow must not contain WorkflowIDReusePolicy'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task APatch_IsRefused(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await CreateAsync<Returns>(stage, "never");
            await stage.SawAsync("nothing", () => stage.Client.WorkflowService.PatchScheduleAsync(new() { Namespace = "default", ScheduleId = handle.Id }));
            await stage.SawAsync("a long note", () => handle.PauseAsync(new('x', 1_001)));
        },
        """
        nothing: Rpc(InvalidArgument) 'Patch is not set on request.'
        a long note: Rpc(InvalidArgument) 'Schedule notes exceeds limit.'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Jitter_IsLessThanTheTimeToTheNext(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await CreateAsync<Returns>(stage, "done", schedule => schedule with { Spec = new() { Intervals = [new(TimeSpan.FromHours(1))], Jitter = TimeSpan.FromDays(1), StartAt = Far } });
            var times = (await DescribeAsync(stage, handle)).Info.FutureActionTimes.Select(time => time.ToDateTime()).ToList();
            stage.Saw($"one in each hour: {times.Select((time, index) => time - Far.AddHours(index)).All(late => late >= TimeSpan.Zero && late < TimeSpan.FromHours(1))}");
            stage.Saw($"late: {times.Any(time => time.Minute + time.Second > 0)}");
        },
        """
        one in each hour: True
        late: True
        """);

    private static async Task SawTimesAsync(Stage stage, string name, ScheduleSpec spec, int count = 4)
    {
        var handle = await stage.Client.CreateScheduleAsync(stage.Id(name), new(Action<Returns>(stage, "done"), spec));
        stage.Saw($"{name}: {Times((await DescribeAsync(stage, handle)).Info.FutureActionTimes.Take(count))}");
    }

    private static ScheduleSpec HalfPast(int hour, string zone, DateTime from) => new()
    {
        Calendars = [Daily with { Minute = [new(30)], Hour = [new(hour)] }],
        StartAt = DateTime.SpecifyKind(from, DateTimeKind.Utc),
        TimeZoneName = zone,
    };

    private static Task SawRefusedAsync(Stage stage, string name, ScheduleSpec spec) =>
        stage.SawAsync(name, () => CreateAsync<Returns>(stage, "never", schedule => schedule with { Spec = spec }));

    private static Task SawCreateAsync(Stage stage, string what, Action<Temporalio.Api.Workflow.V1.NewWorkflowExecutionInfo> change)
    {
        var start = new Temporalio.Api.Workflow.V1.NewWorkflowExecutionInfo { WorkflowId = stage.Id("one"), WorkflowType = new() { Name = "Returns" }, TaskQueue = new() { Name = stage.TaskQueue } };
        change(start);
        return stage.SawAsync(what, () => stage.Client.WorkflowService.CreateScheduleAsync(new()
        {
            Namespace = "default",
            ScheduleId = stage.Id("schedule"),
            RequestId = what,
            Schedule = new() { Action = new() { StartWorkflow = start } },
        }));
    }
}
