using Temporalio.Api.Common.V1;
using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>A request that is sent twice, as a client does that lost the answer, counts once.</summary>
public sealed class RequestIdTests(TemporalServers servers) : BehaviourTests(servers)
{
    [Theory, MemberData(nameof(EachServer))]
    public Task Start_SameRequest_GivesTheSameRun(Server server) => PlayAsync(
        server,
        async stage =>
        {
            await SawStartAsync<Waits>(stage, "request-1", []);
            await SawStartAsync<Waits>(stage, "request-1", []);
            await SawStartAsync<Waits>(stage, "request-2", []);
            var first = stage.Client.GetWorkflowHandle(stage.Id("one"));
            await first.SignalAsync("Go", ["go"]);
            await stage.SawResultAsync(first);
        },
        """
        request-1: run 1 of one
        request-1: run 1 of one
        request-2: Rpc(AlreadyExists) 'Workflow execution is already running. WorkflowId: one, RunId: run 1 of one.'
        one: go
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Start_SameRequestAfterTheEnd_GivesTheEndedRun(Server server) => PlayAsync(
        server,
        async stage =>
        {
            await SawStartAsync<Returns>(stage, "request-1", ["first"]);
            await stage.SawResultAsync(stage.Client.GetWorkflowHandle(stage.Id("one")));
            await SawStartAsync<Returns>(stage, "request-1", ["first"]);
        },
        """
        request-1: run 1 of one
        one: first
        request-1: run 1 of one
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Signal_SameRequest_IsHeardOnce(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await stage.StartAsync<WaitsForTwo>();
            await SignalAsync(stage, "first", "request-1");
            await SignalAsync(stage, "first again", "request-1");
            await SignalAsync(stage, "second", "request-2");
            await stage.SawResultAsync(handle);
        },
        """
        one: first, second
        """);

    private static Task SawStartAsync<TWorkflow>(Stage stage, string requestId, string[] input) => stage.SawAsync(requestId, async () =>
    {
        var started = await stage.Client.WorkflowService.StartWorkflowExecutionAsync(new()
        {
            Namespace = stage.Client.Options.Namespace,
            WorkflowId = stage.Id("one"),
            WorkflowType = new() { Name = Stage.NameOf<TWorkflow>() },
            TaskQueue = new() { Name = stage.TaskQueue },
            RequestId = requestId,
            Input = Payloads(stage, input),
        });
        stage.Know(stage.Id("one"), started.RunId);
        return started.RunId;
    });

    private static async Task SignalAsync(Stage stage, string word, string requestId) => await stage.Client.WorkflowService.SignalWorkflowExecutionAsync(new()
    {
        Namespace = stage.Client.Options.Namespace,
        WorkflowExecution = new() { WorkflowId = stage.Id("one") },
        SignalName = "Go",
        RequestId = requestId,
        Input = Payloads(stage, [word]),
    });

    private static Payloads Payloads(Stage stage, string[] values) =>
        new() { Payloads_ = { values.Select(value => stage.Client.Options.DataConverter.PayloadConverter.ToPayload(value)) } };

    [Workflow]
    internal sealed class WaitsForTwo
    {
        private readonly List<string> words = [];

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => words.Count >= 2);
            return string.Join(", ", words);
        }

        [WorkflowSignal]
        public Task GoAsync(string word)
        {
            words.Add(word);
            return Task.CompletedTask;
        }
    }
}
