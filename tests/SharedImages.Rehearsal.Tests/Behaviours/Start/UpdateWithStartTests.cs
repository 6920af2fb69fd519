using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Update-with-start: one call that starts a run, or takes the one that is there, and updates it.</summary>
public sealed class UpdateWithStartTests(TemporalServers servers) : BehaviourTests(servers)
{
    [Theory, MemberData(nameof(EachServer))]
    public Task NoRun_StartsOne(Server server) => PlayAsync(
        server,
        async stage =>
        {
            await SawUpdateAsync(stage, "first", WorkflowIdConflictPolicy.Fail);
            await EndAsync(stage);
        },
        """
        update 'first': 1
        run: run 1 of one
        one: first
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task RunningRun_UseExisting_IsUpdated(Server server) => PlayAsync(
        server,
        async stage =>
        {
            await stage.StartAsync<Adds>();
            await SawUpdateAsync(stage, "first", WorkflowIdConflictPolicy.UseExisting);
            await SawUpdateAsync(stage, "second", WorkflowIdConflictPolicy.UseExisting);
            await SawUpdateAsync(stage, "second", WorkflowIdConflictPolicy.UseExisting);
            await EndAsync(stage);
        },
        """
        update 'first': 1
        run: run 1 of one
        update 'second': 2
        run: run 1 of one
        update 'second': 2
        run: run 1 of one
        one: first, second
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task RunningRun_Fail_IsRefusedAndNotUpdated(Server server) => PlayAsync(
        server,
        async stage =>
        {
            await stage.StartAsync<Adds>();
            await SawUpdateAsync(stage, "first", WorkflowIdConflictPolicy.Fail);
            await EndAsync(stage);
        },
        """
        update 'first': AlreadyStarted(one, run 1 of one)
        run: AlreadyStarted(one, run 1 of one)
        one: 
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task EndedRunThatMayNotBeRepeated_IsRefused(Server server) => PlayAsync(
        server,
        async stage =>
        {
            await stage.SawResultAsync(await stage.StartAsync<Returns>(input: "first"));
            await SawUpdateAsync(stage, "first", WorkflowIdConflictPolicy.UseExisting, WorkflowIdReusePolicy.RejectDuplicate);
        },
        """
        one: first
        update 'first': AlreadyStarted(one, run 1 of one)
        run: AlreadyStarted(one, run 1 of one)
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task RejectedUpdate_TheRunStartsAllTheSame(Server server) => PlayAsync(
        server,
        async stage =>
        {
            await SawUpdateAsync(stage, "", WorkflowIdConflictPolicy.Fail);
            await EndAsync(stage);
        },
        """
        update '': WorkflowUpdateFailed 'Workflow update failed' < Application(NoWord) 'no word'
        run: run 1 of one
        one: 
        """);

    private static async Task SawUpdateAsync(
        Stage stage, string word, WorkflowIdConflictPolicy conflict, WorkflowIdReusePolicy reuse = WorkflowIdReusePolicy.AllowDuplicate)
    {
        var start = WithStartWorkflowOperation.Create((Adds wf) => wf.RunAsync(), new(stage.Id("one"), stage.TaskQueue)
        {
            IdConflictPolicy = conflict,
            IdReusePolicy = reuse,
        });
        await stage.SawAsync($"update '{word}'", () => stage.Client.ExecuteUpdateWithStartWorkflowAsync<Adds, int>(
            wf => wf.AddAsync(word), new(start) { Id = "add-" + word }));
        await stage.SawAsync("run", async () =>
        {
            var runId = (await start.GetHandleAsync()).ResultRunId!;
            stage.Know(stage.Id("one"), runId);
            return runId;
        });
    }

    private static async Task EndAsync(Stage stage)
    {
        var handle = stage.Client.GetWorkflowHandle(stage.Id("one"));
        await handle.SignalAsync("End", []);
        await stage.SawResultAsync(handle);
    }

    [Workflow]
    internal sealed class Adds
    {
        private readonly List<string> words = [];
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

        [WorkflowUpdate]
        public Task<int> AddAsync(string word)
        {
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
    }
}
