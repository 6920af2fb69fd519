using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Converters;
using Temporalio.Worker;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Queries whose worker dies, and what goes to a worker beside them.</summary>
public sealed class QueryTaskTests
{
    private const string Queue = "queue";

    [Fact]
    public async Task WorkerKilledWithAQuery_AnotherOneAnswers()
    {
        await using var env = await RehearsalEnvironment.StartAsync();
        var handle = await StartAsync(env);
        var dying = await WorkerAsync(env, "dying");
        await dying.DoTaskAsync(Queue);
        var asked = handle.QueryAsync<string>("Heard", []);
        (await dying.PollAsync()).Query.ShouldNotBeNull();

        await env.KillAsync("dying");

        (await AnswerAsync(env, asked)).ShouldBe("");
    }

    [Fact]
    public async Task WorkerOfTheCacheKilledBeforeItPolls_AnotherOneAnswers()
    {
        await using var env = await RehearsalEnvironment.StartAsync();
        var handle = await StartAsync(env);
        var dying = await WorkerAsync(env, "dying");
        await dying.DoTaskAsync(Queue, sticky: "dying's own");
        await handle.SignalAsync("Nothing", []);
        await dying.DoTaskAsync("dying's own", sticky: "dying's own");
        var asked = handle.QueryAsync<string>("Heard", []);

        await env.KillAsync("dying");

        (await AnswerAsync(env, asked)).ShouldBe("");
    }

    /// <summary>Two workers have died with it, and the third attempt is put off for a while: the query lets that pass.</summary>
    [Fact]
    public async Task TaskThatIsPutOff_IsWaitedFor()
    {
        await using var env = await RehearsalEnvironment.StartAsync();
        var handle = await StartAsync(env);
        var asked = handle.QueryAsync<string>("Heard", []);
        foreach (var (name, attempt) in new[] { ("first", 1), ("second", 2) })
        {
            var dying = await WorkerAsync(env, name);
            (await dying.PollAsync()).Attempt.ShouldBe(attempt);
            await env.KillAsync(name);
        }

        (await AnswerAsync(env, asked)).ShouldBe("");
    }

    /// <summary>Of what comes while it is busy with a run, an SDK keeps one thing.</summary>
    [Fact]
    public async Task WhileAQueryIsWithAWorker_NoTaskAndNoOtherQueryIs()
    {
        await using var env = await RehearsalEnvironment.StartAsync();
        var handle = await StartAsync(env);
        var worker = await WorkerAsync(env, "worker");
        await worker.DoTaskAsync(Queue);
        var asked = handle.QueryAsync<string>("Heard", []);
        var query = await worker.PollAsync();

        await handle.SignalAsync("Go", ["go"]);
        (await HasTaskAsync(env, handle)).ShouldBeFalse();
        await worker.AnswerAsync(query);

        (await asked).ShouldBe("heard");
        (await worker.PollAsync()).Query.ShouldBeNull();
        (await HasTaskAsync(env, handle)).ShouldBeTrue();
    }

    [Fact]
    public void BrokenConnection_ItsPollsAreGivenNothing()
    {
        using var kernel = new Kernel(new());
        var connection = new Connection(() => { });
        var poller = new Poller(new(Queue, false), connection, "worker", "key");
        kernel.Do(() => kernel.Queues.Connect(connection));
        kernel.Do(() => kernel.Queues.Poll(poller));

        kernel.Do(() => kernel.Queues.Disconnect(connection));
        kernel.Do(() => kernel.Queues.Add(new(Queue, false), new(order: 0, _ => new PollWorkflowTaskQueueResponse())));

        poller.Answer.IsCompleted.ShouldBeFalse();
    }

    private static Task<WorkflowHandle> StartAsync(RehearsalEnvironment env) => env.Client.StartWorkflowAsync(Stage.NameOf<Waits>(), [], new("waits", Queue));

    private static async Task<Worker> WorkerAsync(RehearsalEnvironment env, string identity) => new((await env.ConnectAsync(identity)).WorkflowService, identity);

    private static async Task<bool> HasTaskAsync(RehearsalEnvironment env, WorkflowHandle handle) =>
        (await env.Client.WorkflowService.DescribeWorkflowExecutionAsync(new() { Namespace = "default", Execution = new() { WorkflowId = handle.Id } })).PendingWorkflowTask is not null;

    private static async Task<string> AnswerAsync(RehearsalEnvironment env, Task<string> asked)
    {
        using var worker = new TemporalWorker(await env.ConnectAsync("next"), new TemporalWorkerOptions(Queue).AddWorkflow<Waits>());
        return await worker.ExecuteAsync(() => asked);
    }

    /// <summary>A worker whose every call is made by the test.</summary>
    private sealed class Worker(WorkflowService service, string identity)
    {
        public Task<PollWorkflowTaskQueueResponse> PollAsync(string queue = Queue) =>
            service.PollWorkflowTaskQueueAsync(new() { Namespace = "default", Identity = identity, TaskQueue = new() { Name = queue } });

        // The workflow waits: it has no command.
        public async Task DoTaskAsync(string queue, string? sticky = null) => await service.RespondWorkflowTaskCompletedAsync(new()
        {
            Namespace = "default",
            Identity = identity,
            TaskToken = (await PollAsync(queue)).TaskToken,
            StickyAttributes = sticky is null ? null : new() { WorkerTaskQueue = new() { Name = sticky } },
        });

        public async Task AnswerAsync(PollWorkflowTaskQueueResponse query) => await service.RespondQueryTaskCompletedAsync(new()
        {
            Namespace = "default",
            TaskToken = query.TaskToken,
            CompletedType = QueryResultType.Answered,
            QueryResult = new() { Payloads_ = { DataConverter.Default.PayloadConverter.ToPayload("heard") } },
        });
    }
}
