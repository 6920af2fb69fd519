using Temporalio.Client;
using Temporalio.Common;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>The ways in which a run ends.</summary>
public sealed class EndTests(TemporalServers servers) : BehaviourTests(servers)
{
    [Theory, MemberData(nameof(EachServer))]
    public Task RunTimeout(Server server) => PlayAsync(
        server,
        async stage => await SawEndAsync(stage, await stage.StartAsync<Waits>(with: options => options.RunTimeout = TimeSpan.FromSeconds(1))),
        """
        one: WorkflowFailed 'Workflow failed' < Timeout(StartToClose) 'Workflow timed out'
        first run: TimedOut
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task ExecutionTimeout(Server server) => PlayAsync(
        server,
        async stage => await SawEndAsync(stage, await stage.StartAsync<Waits>(with: options => options.ExecutionTimeout = TimeSpan.FromSeconds(1))),
        """
        one: WorkflowFailed 'Workflow failed' < Timeout(StartToClose) 'Workflow timed out'
        first run: TimedOut
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Terminated_WithDetails(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await stage.StartAsync<Waits>();
            await handle.TerminateAsync("enough", new() { Details = ["late", 7] });
            await SawEndAsync(stage, handle);
        },
        """
        one: WorkflowFailed 'Workflow failed' < Terminated 'enough' [late, 7]
        first run: Terminated
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Terminated_WithAnActivityOut_ItsAnswerIsRefused(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var token = stage.TokenAsync("Step");
            var handle = await stage.StartAsync<Calls>(input: new ActivityCall { StartToClose = 60 });
            var activity = stage.Client.GetAsyncActivityHandle(await stage.InTimeAsync(token));
            await handle.TerminateAsync("enough");
            await stage.SawAsync("answer", () => activity.CompleteAsync("too late"));
            await SawEndAsync(stage, handle);
        },
        """
        answer: Rpc(NotFound) 'workflow execution already completed'
        one: WorkflowFailed 'Workflow failed' < Terminated 'enough'
        first run: Terminated
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Canceled_ButItReturns_IsCompleted(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await stage.StartAsync<Sleeps>(input: true);
            await Stage.BegunAsync(handle);
            await handle.CancelAsync();
            await SawEndAsync(stage, handle);
        },
        """
        one: woken
        first run: Completed
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task CanceledTwice_CountsOnce(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await stage.StartAsync<Sleeps>(input: false);
            await Stage.BegunAsync(handle);
            await handle.CancelAsync();
            await stage.SawAsync("again", () => handle.CancelAsync());
            await SawEndAsync(stage, handle);
        },
        """
        again: done
        one: WorkflowFailed 'Workflow failed' < Canceled 'Workflow canceled'
        first run: Canceled
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task EndedRun_CannotBeCanceledOrTerminated(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await stage.StartAsync<Returns>(input: "over");
            await SawEndAsync(stage, handle);
            await stage.SawAsync("cancel", () => handle.CancelAsync());
            await stage.SawAsync("terminate", () => handle.TerminateAsync());
        },
        """
        one: over
        first run: Completed
        cancel: done
        terminate: Rpc(NotFound) 'workflow execution already completed'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Nobody_IsNotFound(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var nobody = stage.Client.GetWorkflowHandle(stage.Id("nobody"));
            await stage.SawAsync("cancel", () => nobody.CancelAsync());
            await stage.SawAsync("terminate", () => nobody.TerminateAsync());
            await stage.SawAsync("describe", () => nobody.DescribeAsync());
            await stage.SawResultAsync(nobody);
        },
        """
        cancel: Rpc(NotFound) 'workflow not found for ID: nobody'
        terminate: Rpc(NotFound) 'workflow not found for ID: nobody'
        describe: Rpc(NotFound) 'workflow not found for ID: nobody'
        nobody: Rpc(NotFound) 'workflow not found for ID: nobody'
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task RetryPolicy_AnotherRunSucceeds(Server server) => PlayAsync(
        server,
        async stage => await SawEndAsync(stage, await stage.StartAsync<FailsAtFirst>(input: 2, with: options => options.RetryPolicy = Retry)),
        """
        one: done at attempt 2
        first run: Failed
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task RetryPolicy_MaximumAttempts(Server server) => PlayAsync(
        server,
        async stage => await SawEndAsync(stage, await stage.StartAsync<FailsAtFirst>(input: 9, with: options => options.RetryPolicy = Retry)),
        """
        one: WorkflowFailed 'Workflow failed' < Application(NotYet) 'not yet, at attempt 2'
        first run: Failed
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task RetryPolicy_FinalErrorType(Server server) => PlayAsync(
        server,
        async stage => await SawEndAsync(stage, await stage.StartAsync<FailsAtFirst>(input: 9, with: options =>
            options.RetryPolicy = Retry with { NonRetryableErrorTypes = ["NotYet"] })),
        """
        one: WorkflowFailed 'Workflow failed' < Application(NotYet) 'not yet, at attempt 1'
        first run: Failed
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task ContinuedAsNew_CarriesMemoAndAttributes(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await stage.StartAsync<Continues>(input: 2, with: options =>
            {
                options.Memo = new Dictionary<string, object> { ["note"] = "carried" };
                options.TypedSearchAttributes = new SearchAttributeCollection.Builder().Set(Attributes.Number, 7).ToSearchAttributeCollection();
                options.ExecutionTimeout = TimeSpan.FromHours(1);
            });
            await stage.SawAsync("first run", () => handle.GetResultAsync<string>(followRuns: false));
            await SawEndAsync(stage, handle);
        },
        """
        first run: ContinuedAsNew(<id>)
        one: "carried", 7
        first run: ContinuedAsNew
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task ContinuedAsNew_CarriesNoMemoThatWasUpserted(Server server) => PlayAsync(
        server,
        async stage =>
        {
            var handle = await stage.StartAsync<Notes>(input: 1, with: options => options.Memo = new Dictionary<string, object> { ["given"] = "at the start" });
            await SawEndAsync(stage, handle);
        },
        """
        one: given "at the start"
        first run: ContinuedAsNew
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task ContinuedAsNew_WithoutAMemoAtItsStart_CarriesNone(Server server) => PlayAsync(
        server,
        async stage => await SawEndAsync(stage, await stage.StartAsync<Notes>(input: 1)),
        """
        one: nothing
        first run: ContinuedAsNew
        """);

    private static RetryPolicy Retry => new() { MaximumAttempts = 2, InitialInterval = TimeSpan.FromSeconds(1) };

    /// <summary>What a caller gets who waits for the result, and the status that its first run has then.</summary>
    private static async Task SawEndAsync(Stage stage, WorkflowHandle handle)
    {
        await stage.SawResultAsync(handle);
        stage.Saw($"first run: {(await stage.Client.GetWorkflowHandle(handle.Id, handle.ResultRunId).DescribeAsync()).Status}");
    }

    [Workflow]
    internal sealed class Sleeps
    {
        [WorkflowRun]
        public async Task<string> RunAsync(bool returns)
        {
            try
            {
                await Workflow.DelayAsync(TimeSpan.FromHours(1));
                return "slept";
            }
            catch (OperationCanceledException) when (returns)
            {
                return "woken";
            }
        }
    }

    [Workflow]
    internal sealed class FailsAtFirst
    {
        [WorkflowRun]
        public Task<string> RunAsync(int good) => Workflow.Info.Attempt < good
            ? throw new ApplicationFailureException($"not yet, at attempt {Workflow.Info.Attempt}", errorType: "NotYet")
            : Task.FromResult($"done at attempt {Workflow.Info.Attempt}");
    }

    [Workflow]
    internal sealed class Notes
    {
        [WorkflowRun]
        public Task<string> RunAsync(int left)
        {
            if (left > 0)
            {
                Workflow.UpsertMemo(MemoUpdate.ValueSet("given", "upserted"), MemoUpdate.ValueSet("note", "upserted"));
                throw Workflow.CreateContinueAsNewException((Notes wf) => wf.RunAsync(left - 1));
            }

            var notes = Workflow.Memo.OrderBy(note => note.Key, StringComparer.Ordinal).Select(note => $"{note.Key} {note.Value.Payload.Data.ToStringUtf8()}").ToList();
            return Task.FromResult(notes.Count == 0 ? "nothing" : string.Join(", ", notes));
        }
    }

    [Workflow]
    internal sealed class Continues
    {
        [WorkflowRun]
        public Task<string> RunAsync(int left)
        {
            if (left > 0)
            {
                throw Workflow.CreateContinueAsNewException((Continues wf) => wf.RunAsync(left - 1));
            }

            return Task.FromResult($"{Workflow.Memo["note"].Payload.Data.ToStringUtf8()}, {Workflow.TypedSearchAttributes.Get(Attributes.Number)}");
        }
    }
}
