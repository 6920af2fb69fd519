using Temporalio.Client;
using Temporalio.Common;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>What callers find out about runs: descriptions, lists, counts.</summary>
public sealed class VisibilityTests(TemporalServers servers) : BehaviourTests(servers)
{
    [Theory, MemberData(nameof(EachServer))]
    public Task Start_MemoAttributesAndSummaryAreDescribed(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await stage.StartAsync<Returns>(input: "done", with: options =>
            {
                options.Memo = new Dictionary<string, object> { ["ticket"] = 4711, ["by"] = "somebody" };
                options.TypedSearchAttributes = EveryType();
                options.StaticSummary = "a summary";
                options.StaticDetails = "details";
            });
            await stage.SawResultAsync(handle);
            await SawDescriptionAsync(stage, handle);
        },
        """
        one: done
        Returns Completed
        memo by: "somebody"
        memo ticket: 4711
        BehaviourFlag: true
        BehaviourMeasure: 1.5
        BehaviourMoment: "2026-11-24T10:00:00+00:00"
        BehaviourNumber: 7
        BehaviourText: some text
        BehaviourWord: word
        BehaviourWords: ["red","green"]
        summary: a summary; details: details
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Upsert_IsDescribedAndListed(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await stage.StartAsync<Upserts>(with: options =>
            {
                options.Memo = new Dictionary<string, object> { ["kept"] = "kept", ["removed"] = "removed" };
                options.TypedSearchAttributes = new SearchAttributeCollection.Builder().Set(Attributes.Number, 1).Set(Attributes.Flag, true).ToSearchAttributeCollection();
            });
            await stage.SawResultAsync(handle);
            await SawDescriptionAsync(stage, handle);
            await ListedAsync(stage);
            await SawListAsync(stage, "BehaviourWord = 'upserted'");
            await SawListAsync(stage, "BehaviourNumber = 1");
        },
        """
        one: added, kept; upserted
        Upserts Completed
        memo added: 7
        memo kept: "kept"
        BehaviourFlag: true
        BehaviourWord: upserted
        summary: none; details: none
        BehaviourWord = 'upserted': [one Completed], counted 1
        BehaviourNumber = 1: [], counted 0
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task UnregisteredAttribute_AtTheStart_IsRefused(Server server) => PlayAsync(
        server,
        stage => stage.SawStartAsync<Returns>("start", input: "never", with: options =>
            options.TypedSearchAttributes = new SearchAttributeCollection.Builder().Set(SearchAttributeKey.CreateKeyword("Unregistered"), "x").ToSearchAttributeCollection()),
        """
        start: Rpc(InvalidArgument) 'Namespace default has no mapping defined for search attribute Unregistered'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task UnregisteredAttribute_Upserted_FailsTheTask(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await stage.StartAsync<UpsertsUnregistered>();
            await foreach (var e in handle.FetchHistoryEventsAsync(new() { WaitNewEvent = true }))
            {
                if (e.WorkflowTaskFailedEventAttributes is { } failed)
                {
                    stage.Saw($"{failed.Cause}: {failed.Failure.Message}");
                    break;
                }
            }

            await handle.TerminateAsync("it never gets on");
            await stage.SawResultAsync(handle);
        },
        """
        BadSearchAttributes: BadSearchAttributes: Namespace default has no mapping defined for search attribute Unregistered
        one: WorkflowFailed 'Workflow failed' < Terminated 'it never gets on'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task HistoryInReverse_HasTheNewestEventFirst(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await stage.StartAsync<Returns>(input: "done");
            await stage.SawResultAsync(handle);
            // A page of the real server ends with a whole transaction, so only the order of all pages is the same.
            var events = new List<string>();
            var token = Google.Protobuf.ByteString.Empty;
            do
            {
                var page = await handle.Client.WorkflowService.GetWorkflowExecutionHistoryReverseAsync(
                    new() { Namespace = handle.Client.Options.Namespace, Execution = new() { WorkflowId = handle.Id }, MaximumPageSize = 2, NextPageToken = token });
                events.AddRange(page.History.Events.Select(e => e.EventType.ToString()));
                token = page.NextPageToken;
            }
            while (!token.IsEmpty);
            stage.Saw(string.Join(", ", events));
        },
        """
        one: done
        WorkflowExecutionCompleted, WorkflowTaskCompleted, WorkflowTaskStarted, WorkflowTaskScheduled, WorkflowExecutionStarted
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task List_Filters(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var builder = new SearchAttributeCollection.Builder().Set(Attributes.Words, ["red", "green"]).Set(Attributes.Flag, true);
            await stage.SawResultAsync(await stage.StartAsync<Returns>("a", "a", options => options.TypedSearchAttributes = builder.ToSearchAttributeCollection()));
            await stage.SawResultAsync(await stage.StartAsync<Fails>("b", "b"));
            var running = await stage.StartAsync<Waits>("c");
            await ListedAsync(stage);
            await SawListAsync(stage, "ExecutionStatus = 'Running'");
            await SawListAsync(stage, "WorkflowType = 'Returns'");
            await SawListAsync(stage, $"WorkflowId = '{stage.Id("b")}'");
            await SawListAsync(stage, "BehaviourFlag = true");
            await SawListAsync(stage, "BehaviourWords = 'green'");
            await SawListAsync(stage, "ExecutionStatus = 'Failed' AND WorkflowType = 'Fails'");
            await SawListAsync(stage, "WorkflowType = 'Returns' or ExecutionStatus = 'Failed'");
            await SawListAsync(stage, "(WorkflowType = 'Returns' OR ExecutionStatus = 'Running') AND ExecutionStatus != 'Completed'");
            await SawListAsync(stage, "WorkflowType IN ('Fails', 'Waits')");
            await SawListAsync(stage, "BehaviourFlag != true");
            await SawListAsync(stage, "");
            await running.SignalAsync("Go", ["go"]);
            await stage.SawResultAsync(running);
        },
        """
        a: a
        b: WorkflowFailed 'Workflow failed' < Application(Told) 'b'
        ExecutionStatus = 'Running': [c Running], counted 1
        WorkflowType = 'Returns': [a Completed], counted 1
        WorkflowId = 'b': [b Failed], counted 1
        BehaviourFlag = true: [a Completed], counted 1
        BehaviourWords = 'green': [a Completed], counted 1
        ExecutionStatus = 'Failed' AND WorkflowType = 'Fails': [b Failed], counted 1
        WorkflowType = 'Returns' or ExecutionStatus = 'Failed': [a Completed; b Failed], counted 2
        (WorkflowType = 'Returns' OR ExecutionStatus = 'Running') AND ExecutionStatus != 'Completed': [c Running], counted 1
        WorkflowType IN ('Fails', 'Waits'): [b Failed; c Running], counted 2
        BehaviourFlag != true: [], counted 0
        : [a Completed; b Failed; c Running], counted 3
        c: go
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task List_InPages(Server server) => PlayAsync(
        server,
        async stage =>
        {
            foreach (var name in new[] { "a", "b", "c" })
            {
                await stage.SawResultAsync(await stage.StartAsync<Returns>(name, name));
            }

            await ListedAsync(stage);
            byte[]? token = null;
            do
            {
                var page = await stage.Client.ListWorkflowsPaginatedAsync($"TaskQueue = '{stage.TaskQueue}'", token, new() { PageSize = 2 });
                stage.Saw($"{page.Workflows.Count} and {(page.NextPageToken is { Length: > 0 } ? "more" : "no more")}");
                token = page.NextPageToken;
            }
            while (token is { Length: > 0 });
        },
        """
        a: a
        b: b
        c: c
        2 and more
        1 and no more
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task List_OfAnUnknownAttribute_IsRefused(Server server) => PlayAsync(
        server,
        stage => stage.SawAsync("list", async () =>
        {
            await foreach (var _ in stage.Client.ListWorkflowsAsync("Unregistered = 'x'"))
            {
            }
        }),
        """
        list: Rpc(InvalidArgument) 'invalid query: invalid search attribute: Unregistered'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Description_ShowsThePendingActivity(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var token = stage.TokenAsync("Step");
            var handle = await stage.StartAsync<Calls>(input: new ActivityCall { StartToClose = 60, FirstRetryAfter = 0.1 });
            var first = stage.Client.GetAsyncActivityHandle(await token);
            await first.HeartbeatAsync(new() { Details = [42] });
            await SawActivityAsync(stage, handle);
            token = stage.TokenAsync("Step");
            await first.FailAsync(new ApplicationFailureException("not yet", errorType: "NotYet"));
            var second = await stage.InTimeAsync(token);
            await SawActivityAsync(stage, handle);
            await stage.Client.GetAsyncActivityHandle(second).CompleteAsync("done");
            await stage.SawResultAsync(handle);
            stage.Saw($"pending at the end: {(await stage.DescribeAsync(handle)).PendingActivities.Count}");
        },
        """
        Step 1 Started attempt 1, heartbeat 42, last failure none
        Step 1 Started attempt 2, heartbeat 42, last failure not yet
        one: done
        pending at the end: 0
        """);

    private static async Task SawActivityAsync(Stage stage, WorkflowHandle handle)
    {
        var activity = (await stage.DescribeAsync(handle)).PendingActivities.ShouldHaveSingleItem();
        var details = activity.HeartbeatDetails is { } payloads ? string.Join(", ", payloads.Payloads_.Select(payload => payload.Data.ToStringUtf8())) : "none";
        stage.Saw($"{activity.ActivityType.Name} {activity.ActivityId} {activity.State} attempt {activity.Attempt}, heartbeat {details}, last failure {activity.LastFailure?.Message ?? "none"}");
    }

    private static async Task SawDescriptionAsync(Stage stage, WorkflowHandle handle)
    {
        var description = await handle.DescribeAsync();
        stage.Saw($"{description.WorkflowType} {description.Status}");
        foreach (var (key, value) in description.Memo.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            stage.Saw($"memo {key}: {value.Payload.Data.ToStringUtf8()}");
        }

        // What a worker adds about itself is not of this test.
        foreach (var (key, value) in description.TypedSearchAttributes.UntypedValues.Where(entry => entry.Key.Name.StartsWith("Behaviour", StringComparison.Ordinal)).OrderBy(entry => entry.Key.Name, StringComparer.Ordinal))
        {
            stage.Saw($"{key.Name}: {Outcome.Of(value)}");
        }

        stage.Saw($"summary: {await description.GetStaticSummaryAsync() ?? "none"}; details: {await description.GetStaticDetailsAsync() ?? "none"}");
    }

    /// <summary>Waits until lists show each run of this stage as its description does: a server shows changes in lists some time after they were made.</summary>
    private static async Task ListedAsync(Stage stage)
    {
        var described = new List<string>();
        foreach (var (workflowId, runId) in stage.Runs)
        {
            var description = await stage.Client.GetWorkflowHandle(workflowId, runId).DescribeAsync();
            described.Add($"{workflowId} {description.Status}");
        }

        IEnumerable<string> listed;
        var attempts = 0;
        do
        {
            listed = await ListAsync(stage, "");
        }
        while (!listed.SequenceEqual(described.Order()) && attempts++ < 1000);
    }

    /// <summary>Notes which of this stage's runs are listed, and how many counted.</summary>
    private static async Task SawListAsync(Stage stage, string filter)
    {
        var listed = await ListAsync(stage, filter);
        var counted = await stage.Client.CountWorkflowsAsync(Query(stage, filter));
        stage.Saw($"{filter}: [{string.Join("; ", listed)}], counted {counted.Count}");
    }

    private static async Task<IReadOnlyList<string>> ListAsync(Stage stage, string filter) =>
        await stage.Client.ListWorkflowsAsync(Query(stage, filter)).Select(run => $"{run.Id} {run.Status}").Order().ToListAsync();

    private static string Query(Stage stage, string filter) => $"TaskQueue = '{stage.TaskQueue}'" + (filter.Length == 0 ? "" : $" AND ({filter})");

    private static SearchAttributeCollection EveryType() => new SearchAttributeCollection.Builder()
        .Set(Attributes.Word, "word")
        .Set(Attributes.Text, "some text")
        .Set(Attributes.Number, 7)
        .Set(Attributes.Measure, 1.5)
        .Set(Attributes.Flag, true)
        .Set(Attributes.Moment, new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero))
        .Set(Attributes.Words, ["red", "green"])
        .ToSearchAttributeCollection();

    [Workflow]
    internal sealed class Upserts
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            Workflow.UpsertMemo(MemoUpdate.ValueSet("added", 7), MemoUpdate.ValueUnset("removed"));
            Workflow.UpsertTypedSearchAttributes(Attributes.Word.ValueSet("upserted"), Attributes.Number.ValueUnset());
            await Workflow.DelayAsync(TimeSpan.FromMilliseconds(100));
            return $"{string.Join(", ", Workflow.Memo.Keys.Order(StringComparer.Ordinal))}; {Workflow.TypedSearchAttributes.Get(Attributes.Word)}";
        }
    }

    [Workflow]
    internal sealed class UpsertsUnregistered
    {
        [WorkflowRun]
        public async Task RunAsync()
        {
            Workflow.UpsertTypedSearchAttributes(SearchAttributeKey.CreateKeyword("Unregistered").ValueSet("x"));
            await Workflow.WaitConditionAsync(() => false);
        }
    }
}
