using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Signals from callers.</summary>
public sealed class SignalTests(TemporalServers servers) : BehaviourTests(servers)
{
    [Theory, MemberData(nameof(EachServer))]
    public Task Many_AreHeardInTheirOrder(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await stage.StartAsync<Listens>(input: 5);
            for (var number = 1; number <= 5; number++)
            {
                await handle.SignalAsync("Say", [number.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            }

            await stage.SawResultAsync(handle);
        },
        """
        one: 1, 2, 3, 4, 5
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task DuringATask_AreBufferedAndTheTaskIsRepeated(Server server) => PlayAsync(
        server,
        async stage =>
        {
            using var door = Doors.Create(stage.TaskQueue);
            var handle = await stage.StartAsync<ListensOnlyOnce>();
            await door.Reached;
            await handle.SignalAsync("Say", ["too late?"]);
            door.Open();
            await stage.SawResultAsync(handle);
        },
        """
        one: too late?
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task OfAnUnknownName_IsKeptAndDoesNoHarm(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await stage.StartAsync<Listens>(input: 1);
            await handle.SignalAsync("Nobody", ["unheard"]);
            await handle.SignalAsync("Say", ["heard"]);
            await stage.SawResultAsync(handle);
        },
        """
        one: heard
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task ToAnEndedRun_IsNotFound(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await stage.StartAsync<Returns>(input: "over");
            await stage.SawResultAsync(handle);
            await stage.SawAsync("signal", () => handle.SignalAsync("Say", ["anybody?"]));
            await stage.SawAsync("signal to this run", () => stage.Client.GetWorkflowHandle(handle.Id, handle.ResultRunId).SignalAsync("Say", ["anybody?"]));
        },
        """
        one: over
        signal: Rpc(NotFound) 'workflow execution already completed'
        signal to this run: Rpc(NotFound) 'workflow execution already completed'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task ToNobody_IsNotFound(Server server) => PlayAsync(
        server,
        stage => stage.SawAsync("signal", () => stage.Client.GetWorkflowHandle(stage.Id("nobody")).SignalAsync("Say", ["anybody?"])),
        """
        signal: Rpc(NotFound) 'workflow not found for ID: nobody'
        """);

    [Workflow]
    internal sealed class Listens
    {
        private readonly List<string> words = [];

        [WorkflowRun]
        public async Task<string> RunAsync(int count)
        {
            await Workflow.WaitConditionAsync(() => words.Count == count);
            return string.Join(", ", words);
        }

        [WorkflowSignal]
        public Task SayAsync(string word)
        {
            words.Add(word);
            return Task.CompletedTask;
        }
    }

    /// <summary>Would end at its first task, but a signal comes while that runs.</summary>
    [Workflow]
    internal sealed class ListensOnlyOnce
    {
        private readonly List<string> words = [];

        [WorkflowRun]
        public Task<string> RunAsync()
        {
            Doors.Pass(Workflow.Info.TaskQueue);
            return Task.FromResult(words.Count == 0 ? "heard nothing" : string.Join(", ", words));
        }

        [WorkflowSignal]
        public Task SayAsync(string word)
        {
            words.Add(word);
            return Task.CompletedTask;
        }
    }
}
