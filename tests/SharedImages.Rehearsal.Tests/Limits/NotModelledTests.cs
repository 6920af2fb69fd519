using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Client.Schedules;
using Temporalio.Exceptions;
using Temporalio.Worker;
using Operation = Temporalio.Api.WorkflowService.V1.ExecuteMultiOperationRequest.Types.Operation;

namespace SharedImages.Rehearsal.Tests;

/// <summary>What the engine does not model is an error that names it, in the caller's face.</summary>
public sealed class NotModelledTests
{
    private const string Queue = "queue";

    public static TheoryData<string, Func<ITemporalClient, Task>> Calls => new()
    {
        { "cron schedules", client => client.StartWorkflowAsync("Never", [], new("cron", Queue) { CronSchedule = "@daily" }) },
        { "cron schedules", client => client.StartWorkflowAsync("Never", [], SignalWithStart()) },
        { "cron strings of schedules", client => CreateAsync(client, schedule => schedule.Spec.CronString.Add("@daily")) },
        { "calendars as text (structured ones are)", client => CreateAsync(client, schedule => schedule.Spec.Calendar.Add(new Temporalio.Api.Schedule.V1.CalendarSpec { Hour = "2" })) },
        { "times that a schedule skips", client => CreateAsync(client, schedule => schedule.Spec.ExcludeStructuredCalendar.Add(new Temporalio.Api.Schedule.V1.StructuredCalendarSpec())) },
        { "the data of time zones", client => CreateAsync(client, schedule => schedule.Spec.TimezoneData = Google.Protobuf.ByteString.CopyFromUtf8("TZif")) },
        { "schedules that start no workflow", client => CreateAsync(client, schedule => schedule.Action = null) },
        { "worker versioning", client => CreateAsync(client, schedule => schedule.Action.StartWorkflow.VersioningOverride = new()) },
        { "schedules that keep the workflow id as it is", client => CreateAsync(client, schedule => schedule.Policies.KeepOriginalWorkflowId = true) },
        { "the overlap policy BufferAll of schedules", client => CreateAsync(client, schedule => schedule.Policies.OverlapPolicy = ScheduleOverlapPolicy.BufferAll) },
        { "the overlap policy CancelOther of schedules", client => CreateAsync(client, schedule => schedule.Policies.OverlapPolicy = ScheduleOverlapPolicy.CancelOther) },
        { "the overlap policy TerminateOther of schedules", client => CreateAsync(client, schedule => schedule.Policies.OverlapPolicy = ScheduleOverlapPolicy.TerminateOther) },
        { "the overlap policy TerminateOther of schedules", client => client.GetScheduleHandle("any").TriggerAsync(new() { Overlap = ScheduleOverlapPolicy.TerminateOther }) },
        { "backfills of schedules", client => client.GetScheduleHandle("any").BackfillAsync([new(DateTime.UnixEpoch, DateTime.UnixEpoch.AddDays(1))]) },
        { "backfills of schedules", CreateWithBackfillAsync },
        { "changes of a schedule's memo", client => client.WorkflowService.UpdateScheduleAsync(new() { Namespace = "default", ScheduleId = "any", Schedule = Schedule(), Memo = new() }) },
        { "list filters of schedules", ListSchedulesAsync },
        { "temporal.api.workflowservice.v1.WorkflowService.CountSchedules", client => client.WorkflowService.CountSchedulesAsync(new() { Namespace = "default" }) },
        { "temporal.api.workflowservice.v1.WorkflowService.ListScheduleMatchingTimes", client => client.WorkflowService.ListScheduleMatchingTimesAsync(new() { Namespace = "default" }) },
        { "temporal.api.workflowservice.v1.WorkflowService.ResetWorkflowExecution", client => client.WorkflowService.ResetWorkflowExecutionAsync(new() { Namespace = "default" }) },
        { "completion callbacks", client => client.WorkflowService.StartWorkflowExecutionAsync(new(Start()) { CompletionCallbacks = { new Temporalio.Api.Common.V1.Callback() } }) },
        { "worker versioning", client => client.WorkflowService.StartWorkflowExecutionAsync(new(Start()) { VersioningOverride = new() }) },
        { "worker versioning", client => client.WorkflowService.SignalWithStartWorkflowExecutionAsync(new() { Namespace = "default", WorkflowId = "id", VersioningOverride = new() }) },
        { "worker versioning", client => client.WorkflowService.PollWorkflowTaskQueueAsync(new() { Namespace = "default", TaskQueue = new() { Name = Queue }, DeploymentOptions = Versioned() }) },
        { "worker versioning", client => client.WorkflowService.PollActivityTaskQueueAsync(new() { Namespace = "default", TaskQueue = new() { Name = Queue }, DeploymentOptions = Versioned() }) },
        { "worker versioning", client => client.WorkflowService.RespondWorkflowTaskCompletedAsync(new() { Namespace = "default", VersioningBehavior = VersioningBehavior.Pinned }) },
        { "limits of a task queue's activities per second", client => client.WorkflowService.PollActivityTaskQueueAsync(new() { Namespace = "default", TaskQueue = new() { Name = Queue }, TaskQueueMetadata = new() { MaxTasksPerSecond = 1 } }) },
        { "statistics and settings of task queues", client => client.WorkflowService.DescribeTaskQueueAsync(new() { Namespace = "default", TaskQueue = new() { Name = Queue }, ReportStats = true }) },
        { "runs whose time is skipped", client => client.WorkflowService.StartWorkflowExecutionAsync(new(Start()) { TimeSkippingConfig = new() }) },
        { "what a start attaches to the run that it joins", client => client.WorkflowService.StartWorkflowExecutionAsync(new(Start()) { OnConflictOptions = new() { AttachLinks = true } }) },
        { "eager starts with an update", client => client.WorkflowService.ExecuteMultiOperationAsync(new() { Namespace = "default", Operations = { new Operation { StartWorkflow = new(Start()) { RequestEagerExecution = true } }, new Operation { UpdateWorkflow = new() } } }) },
        { "completion callbacks", UpdateWithCallbackAsync },
        { "other multi-operations than start and update", client => client.WorkflowService.ExecuteMultiOperationAsync(new() { Namespace = "default" }) },
        { "answers to workflow tasks in pages", client => client.WorkflowService.RespondWorkflowTaskCompletedAsync(new() { Namespace = "default", IntermediatePage = true }) },
        { "the list filter \"StartTime > '2026-11-24T00:00:00Z'\"", client => ListAsync(client, "StartTime > '2026-11-24T00:00:00Z'") },
        { "the list filter \"WorkflowType = 'A' ORDER BY StartTime\"", client => ListAsync(client, "WorkflowType = 'A' ORDER BY StartTime") },
        { "the list filter \"WorkflowType\"", client => ListAsync(client, "WorkflowType") },
        { "the list filter \"WorkflowType =\"", client => ListAsync(client, "WorkflowType =") },
        { "the list filter \"(WorkflowType = 'A'\"", client => ListAsync(client, "(WorkflowType = 'A'") },
        { "the list filter \"WorkflowType = )\"", client => ListAsync(client, "WorkflowType = )") },
        { "the list filter \"((((", client => ListAsync(client, new string('(', 1_000)) },
    };

    [Theory, MemberData(nameof(Calls), DisableDiscoveryEnumeration = true)]
    public async Task Call_IsRefusedByName(string what, Func<ITemporalClient, Task> call)
    {
        await using var env = await RehearsalEnvironment.StartAsync();

        var refused = await Should.ThrowAsync<RpcException>(() => call(env.Client));

        refused.Code.ShouldBe(RpcException.StatusCode.Unimplemented);
        refused.Message.ShouldStartWith($"The rehearsal does not model {what}");
        refused.Message.ShouldEndWith("Run this on a real Temporal server, such as the one of WorkflowEnvironment.StartLocalAsync.");
    }

    [Theory]
    [InlineData(nameof(CronChildWorkflow), "the cron schedule of child never")]
    [InlineData(nameof(NexusWorkflow), "the command ScheduleNexusOperation of NexusWorkflow asks")]
    public async Task Command_EndsTheRunWithItsName(string workflow, string what)
    {
        await using var env = await RehearsalEnvironment.StartAsync();
        using var worker = new TemporalWorker(env.Client, new TemporalWorkerOptions(Queue).AddWorkflow<CronChildWorkflow>().AddWorkflow<NexusWorkflow>());

        await worker.ExecuteAsync(async () =>
        {
            var handle = await env.Client.StartWorkflowAsync(workflow, [], new("asks", Queue));
            var failed = await Should.ThrowAsync<WorkflowFailedException>(() => handle.GetResultAsync());
            failed.InnerException.ShouldBeOfType<TerminatedFailureException>();
            var events = (await handle.FetchHistoryAsync()).Events;
            var end = events.Single(e => e.EventType == EventType.WorkflowExecutionTerminated).WorkflowExecutionTerminatedEventAttributes;
            end.Reason.ShouldStartWith($"The rehearsal does not model {what}");
        });
    }

    /// <summary>The engine's own: a real server answers, and there is nothing to try again for ever.</summary>
    [Theory]
    [InlineData("Ask")]
    [InlineData("AskInOtherWords")]
    public async Task CallOfAnActivity_EndsItsRunWithItsName(string activity)
    {
        await using var env = await RehearsalEnvironment.StartAsync();
        using var worker = new TemporalWorker(env.Client, new TemporalWorkerOptions(Queue).AddWorkflow<AskingWorkflow>().AddAllActivities(typeof(AskingActivities), null));

        await worker.ExecuteAsync(async () =>
        {
            var handle = await env.Client.StartWorkflowAsync((AskingWorkflow wf) => wf.RunAsync(activity), new("asks", Queue));
            var failed = await Should.ThrowAsync<WorkflowFailedException>(() => handle.GetResultAsync());
            failed.InnerException.ShouldBeOfType<TerminatedFailureException>();
            var end = (await handle.FetchHistoryAsync()).Events.Last().WorkflowExecutionTerminatedEventAttributes;
            end.Reason.ShouldStartWith("The rehearsal does not model the list filter \"StartTime > '2026-11-24T00:00:00Z'\"");
            end.Reason.ShouldEndWith($" Activity {activity} asked for it.");
        });
    }

    private static Temporalio.Api.WorkflowService.V1.StartWorkflowExecutionRequest Start() =>
        new() { Namespace = "default", WorkflowId = "id", WorkflowType = new() { Name = "Never" }, TaskQueue = new() { Name = Queue } };

    private static Temporalio.Api.Deployment.V1.WorkerDeploymentOptions Versioned() => new() { WorkerVersioningMode = WorkerVersioningMode.Versioned };

    private static async Task UpdateWithCallbackAsync(ITemporalClient client)
    {
        await client.WorkflowService.StartWorkflowExecutionAsync(Start());
        await client.WorkflowService.UpdateWorkflowExecutionAsync(new()
        {
            Namespace = "default",
            WorkflowExecution = new() { WorkflowId = "id" },
            Request = new() { Meta = new(), CompletionCallbacks = { new Temporalio.Api.Common.V1.Callback() } },
        });
    }

    private static WorkflowOptions SignalWithStart()
    {
        var options = new WorkflowOptions("cron", Queue) { CronSchedule = "@daily" };
        options.SignalWithStart("Go", []);
        return options;
    }

    private static Temporalio.Api.Schedule.V1.Schedule Schedule() => new()
    {
        Spec = new(),
        Policies = new(),
        Action = new() { StartWorkflow = new() { WorkflowId = "id", WorkflowType = new() { Name = "Never" }, TaskQueue = new() { Name = Queue } } },
    };

    private static async Task CreateAsync(ITemporalClient client, Action<Temporalio.Api.Schedule.V1.Schedule> change)
    {
        var schedule = Schedule();
        change(schedule);
        await client.WorkflowService.CreateScheduleAsync(new() { Namespace = "default", ScheduleId = "schedule", RequestId = "request", Schedule = schedule });
    }

    private static Task CreateWithBackfillAsync(ITemporalClient client) => client.CreateScheduleAsync(
        "schedule",
        new(ScheduleActionStartWorkflow.Create("Never", [], new("id", Queue)), new()),
        new() { Backfills = [new(DateTime.UnixEpoch, DateTime.UnixEpoch.AddDays(1))] });

    private static async Task ListSchedulesAsync(ITemporalClient client)
    {
        await foreach (var _ in client.ListSchedulesAsync(new() { Query = "TemporalSchedulePaused = true" }))
        {
        }
    }

    private static async Task ListAsync(ITemporalClient client, string query)
    {
        await foreach (var _ in client.ListWorkflowsAsync(query))
        {
        }
    }
}
