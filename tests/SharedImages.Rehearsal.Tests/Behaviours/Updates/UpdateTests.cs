using Temporalio.Client;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Updates: accepted, rejected, failed, repeated, waited for.</summary>
public sealed class UpdateTests(TemporalServers servers) : BehaviourTests(servers)
{
    [Theory, MemberData(nameof(EachServer))]
    public Task Accepted_GivesItsResult(Server server) => PlayAsync(
        server,
        stage => PlayAsync(stage, handle => stage.SawAsync("add", () => AddAsync(handle, "word"))),
        """
        add: 1
        one: word
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Rejected_LeavesNoTrace(Server server) => PlayAsync(
        server,
        stage => PlayAsync(stage, handle => stage.SawAsync("add", () => AddAsync(handle, ""))),
        """
        add: WorkflowUpdateFailed 'Workflow update failed' < Application(NoWord) 'no word'
        one: 
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Failed_TheWorkflowGoesOn(Server server) => PlayAsync(
        server,
        stage => PlayAsync(stage, handle => stage.SawAsync("add", () => AddAsync(handle, "bad"))),
        """
        add: WorkflowUpdateFailed 'Workflow update failed' < Application(BadWord) 'bad word'
        one: 
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task UnknownName_IsRejected(Server server) => PlayAsync(
        server,
        stage => PlayAsync(stage, handle => stage.SawAsync("remove", () => handle.ExecuteUpdateAsync<int>("Remove", ["word"], new() { Id = "remove-1" }))),
        """
        remove: WorkflowUpdateFailed 'Workflow update failed' < Application(InvalidOperationException) 'Update handler for Remove expected but not found, known updates: [Add AddAndEnd AddLater]'
        one: 
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task SameId_IsDoneOnce(Server server) => PlayAsync(
        server,
        stage => PlayAsync(stage, async handle =>
        {
            await stage.SawAsync("first", () => AddAsync(handle, "word"));
            await stage.SawAsync("again", () => AddAsync(handle, "word"));
            await stage.SawAsync("another", () => AddAsync(handle, "other"));
        }),
        """
        first: 1
        again: 1
        another: 2
        one: word, other
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task StageAccepted_ReturnsBeforeTheEnd(Server server) => PlayAsync(
        server,
        stage => PlayAsync(stage, async handle =>
        {
            var update = await handle.StartUpdateAsync<int>("AddLater", ["word"], new(WorkflowUpdateStage.Accepted) { Id = "later" });
            stage.Saw("accepted");
            await handle.SignalAsync("Now", []);
            await stage.SawAsync("result", () => update.GetResultAsync());
            await stage.SawAsync("result by id", () => handle.GetUpdateHandle<int>("later").GetResultAsync());
        }),
        """
        accepted
        result: 1
        result by id: 1
        one: word
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task BeforeTheFirstTask_IsTakenThere(Server server) => PlayAsync(
        server,
        stage => PlayAsync(stage, handle => stage.SawAsync("add", () => AddAsync(handle, "early"))),
        """
        add: 1
        one: early
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task ToAnEndedRun_IsNotFound(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await stage.StartAsync<Returns>(input: "over");
            await stage.SawResultAsync(handle);
            await stage.SawAsync("add", () => AddAsync(handle, "word"));
        },
        """
        one: over
        add: Rpc(NotFound) 'workflow execution already completed'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task ToNobody_IsNotFound(Server server) => PlayAsync(
        server,
        stage => stage.SawAsync("add", () => AddAsync(stage.Client.GetWorkflowHandle(stage.Id("nobody")), "word")),
        """
        add: Rpc(NotFound) 'workflow not found for ID: nobody'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task ResultOfACompletedUpdate_IsKeptAfterTheEnd(Server server) => PlayAsync(
        server,
        async stage =>
        {
            await PlayAsync(stage, handle => stage.SawAsync("add", () => AddAsync(handle, "word")));
            var handle = stage.Client.GetWorkflowHandle(stage.Id("one"));
            await stage.SawAsync("by id", () => handle.GetUpdateHandle<int>("add-word").GetResultAsync());
            await stage.SawAsync("again", () => AddAsync(handle, "word"));
        },
        """
        add: 1
        one: word
        by id: 1
        again: 1
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task UnfinishedAtTheEnd_Fails(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await stage.StartAsync<Adds>();
            var update = await handle.StartUpdateAsync<int>("AddLater", ["word"], new(WorkflowUpdateStage.Accepted) { Id = "later" });
            await handle.SignalAsync("End", []);
            await stage.SawResultAsync(handle);
            await stage.SawAsync("update", () => update.GetResultAsync());
        },
        """
        one: 
        update: WorkflowUpdateFailed 'Workflow update failed' < Application(AcceptedUpdateCompletedWorkflow, final) 'Workflow Update failed because the Workflow completed before the Update completed.'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task ThatEndsTheWorkflow_GivesItsResult(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await stage.StartAsync<Adds>();
            await stage.SawAsync("end", () => handle.ExecuteUpdateAsync<string>("AddAndEnd", ["last"], new() { Id = "last" }));
            await stage.SawResultAsync(handle);
        },
        """
        end: ending
        one: last
        """);

    private static Task<int> AddAsync(WorkflowHandle handle, string word) => handle.ExecuteUpdateAsync<int>("Add", [word], new() { Id = "add-" + word });

    private static async Task PlayAsync(Stage stage, Func<WorkflowHandle, Task> updates)
    {
        var handle = await stage.StartAsync<Adds>();
        await updates(handle);
        await handle.SignalAsync("End", []);
        await stage.SawResultAsync(handle);
    }

    [Workflow]
    internal sealed class Adds
    {
        private readonly List<string> words = [];
        private bool isNow;
        private bool ends;

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => ends);
            return string.Join(", ", words);
        }

        [WorkflowSignal]
        public Task EndAsync()
        {
            ends = true;
            return Task.CompletedTask;
        }

        [WorkflowSignal]
        public Task NowAsync()
        {
            isNow = true;
            return Task.CompletedTask;
        }

        [WorkflowUpdate]
        public Task<int> AddAsync(string word)
        {
            if (word == "bad")
            {
                throw new ApplicationFailureException("bad word", errorType: "BadWord");
            }

            words.Add(word);
            return Task.FromResult(words.Count);
        }

        [WorkflowUpdateValidator(nameof(AddAsync))]
        public void ValidateAdd(string word)
        {
            if (word.Length == 0)
            {
                throw new ApplicationFailureException("no word", errorType: "NoWord");
            }
        }

        [WorkflowUpdate]
        public async Task<int> AddLaterAsync(string word)
        {
            await Workflow.WaitConditionAsync(() => isNow);
            return await AddAsync(word);
        }

        [WorkflowUpdate]
        public Task<string> AddAndEndAsync(string word)
        {
            words.Add(word);
            ends = true;
            return Task.FromResult("ending");
        }
    }
}
