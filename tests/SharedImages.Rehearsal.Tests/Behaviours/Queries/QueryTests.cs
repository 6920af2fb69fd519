using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Queries of running and ended runs.</summary>
public sealed class QueryTests(TemporalServers servers) : BehaviourTests(servers)
{
    [Theory, MemberData(nameof(EachServer))]
    public Task Running_SeesTheSignalBeforeIt(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await stage.StartAsync<Answers>();
            await stage.SawAsync("at first", () => handle.QueryAsync<string>("Told", ["said"]));
            await handle.SignalAsync("Tell", ["news"]);
            await stage.SawAsync("then", () => handle.QueryAsync<string>("Told", ["said"]));
            await EndAsync(stage, handle);
        },
        """
        at first: said: 
        then: said: news
        one: news, end
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Ended_IsAnsweredAllTheSame(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await stage.StartAsync<Answers>();
            await EndAsync(stage, handle);
            await stage.SawAsync("query", () => handle.QueryAsync<string>("Told", ["said"]));
        },
        """
        one: end
        query: said: end
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task RejectCondition_NotOpen(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await stage.StartAsync<Answers>();
            var options = new WorkflowQueryOptions { RejectCondition = QueryRejectCondition.NotOpen };
            await stage.SawAsync("open", () => handle.QueryAsync<string>("Told", ["said"], options));
            await EndAsync(stage, handle);
            await stage.SawAsync("ended", () => handle.QueryAsync<string>("Told", ["said"], options));
        },
        """
        open: said: 
        one: end
        ended: QueryRejected(Completed)
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task RejectCondition_NotCompletedCleanly(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var options = new WorkflowQueryOptions { RejectCondition = QueryRejectCondition.NotCompletedCleanly };
            var completed = await stage.StartAsync<Answers>("completed");
            await EndAsync(stage, completed);
            await stage.SawAsync("completed", () => completed.QueryAsync<string>("Told", ["said"], options));
            var terminated = await stage.StartAsync<Answers>("terminated");
            await Stage.BegunAsync(terminated);
            await terminated.TerminateAsync("enough");
            await stage.SawAsync("terminated", () => terminated.QueryAsync<string>("Told", ["said"], options));
        },
        """
        completed: end
        completed: said: end
        terminated: QueryRejected(Terminated)
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task ThatFails_TheWorkflowGoesOn(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await stage.StartAsync<Answers>();
            await stage.SawAsync("query", () => handle.QueryAsync<string>("Told", [""]));
            await EndAsync(stage, handle);
        },
        """
        query: WorkflowQueryFailed 'no prefix'
        one: end
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task OfNobody_IsNotFound(Server server) => PlayAsync(
        server,
        stage => stage.SawAsync("query", () => stage.Client.GetWorkflowHandle(stage.Id("nobody")).QueryAsync<string>("Told", ["said"])),
        """
        query: Rpc(NotFound) 'workflow not found for ID: nobody'
        """);

    private static async Task EndAsync(Stage stage, WorkflowHandle handle)
    {
        await handle.SignalAsync("Tell", ["end"]);
        await stage.SawResultAsync(handle);
    }

    [Workflow]
    internal sealed class Answers
    {
        private readonly List<string> words = [];

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => words.Contains("end"));
            return string.Join(", ", words);
        }

        [WorkflowSignal]
        public Task TellAsync(string word)
        {
            words.Add(word);
            return Task.CompletedTask;
        }

        [WorkflowQuery]
        public string Told(string prefix) =>
            prefix.Length == 0 ? throw new ArgumentException("no prefix") : $"{prefix}: {string.Join(", ", words)}";
    }
}
