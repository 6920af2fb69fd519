using Temporalio.Api.Enums.V1;
using Temporalio.Client;

namespace SharedImages.Rehearsal.Tests;

/// <summary>A start whose workflow id was that of a run that has ended: the reuse policy decides, and how that run ended.</summary>
public sealed class IdReuseTests(TemporalServers servers) : BehaviourTests(servers)
{
    [Theory, MemberData(nameof(EachServer))]
    public Task AllowDuplicate_AlwaysStarts(Server server) => PlayAsync(server, stage => StartAgainAsync(stage, WorkflowIdReusePolicy.AllowDuplicate),
        """
        completed: first
        again: run 2 of completed
        failed: WorkflowFailed 'Workflow failed' < Application(Told) 'first'
        again: run 2 of failed
        canceled: WorkflowFailed 'Workflow failed' < Canceled 'Workflow canceled'
        again: run 2 of canceled
        terminated: WorkflowFailed 'Workflow failed' < Terminated 'terminated by user via frontend'
        again: run 2 of terminated
        timed-out: WorkflowFailed 'Workflow failed' < Timeout(StartToClose) 'Workflow timed out'
        again: run 2 of timed-out
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task AllowDuplicateFailedOnly_StartsUnlessCompleted(Server server) => PlayAsync(server, stage => StartAgainAsync(stage, WorkflowIdReusePolicy.AllowDuplicateFailedOnly),
        """
        completed: first
        again: AlreadyStarted(completed, run 1 of completed)
        failed: WorkflowFailed 'Workflow failed' < Application(Told) 'first'
        again: run 2 of failed
        canceled: WorkflowFailed 'Workflow failed' < Canceled 'Workflow canceled'
        again: run 2 of canceled
        terminated: WorkflowFailed 'Workflow failed' < Terminated 'terminated by user via frontend'
        again: run 2 of terminated
        timed-out: WorkflowFailed 'Workflow failed' < Timeout(StartToClose) 'Workflow timed out'
        again: run 2 of timed-out
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task RejectDuplicate_NeverStarts(Server server) => PlayAsync(server, stage => StartAgainAsync(stage, WorkflowIdReusePolicy.RejectDuplicate),
        """
        completed: first
        again: AlreadyStarted(completed, run 1 of completed)
        failed: WorkflowFailed 'Workflow failed' < Application(Told) 'first'
        again: AlreadyStarted(failed, run 1 of failed)
        canceled: WorkflowFailed 'Workflow failed' < Canceled 'Workflow canceled'
        again: AlreadyStarted(canceled, run 1 of canceled)
        terminated: WorkflowFailed 'Workflow failed' < Terminated 'terminated by user via frontend'
        again: AlreadyStarted(terminated, run 1 of terminated)
        timed-out: WorkflowFailed 'Workflow failed' < Timeout(StartToClose) 'Workflow timed out'
        again: AlreadyStarted(timed-out, run 1 of timed-out)
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task UseExisting_DoesNotGiveAnEndedRun(Server server) => PlayAsync(
        server,
        stage => StartAgainAsync(stage, WorkflowIdReusePolicy.AllowDuplicateFailedOnly, WorkflowIdConflictPolicy.UseExisting),
        """
        completed: first
        again: AlreadyStarted(completed, run 1 of completed)
        failed: WorkflowFailed 'Workflow failed' < Application(Told) 'first'
        again: run 2 of failed
        canceled: WorkflowFailed 'Workflow failed' < Canceled 'Workflow canceled'
        again: run 2 of canceled
        terminated: WorkflowFailed 'Workflow failed' < Terminated 'terminated by user via frontend'
        again: run 2 of terminated
        timed-out: WorkflowFailed 'Workflow failed' < Timeout(StartToClose) 'Workflow timed out'
        again: run 2 of timed-out
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task TerminateIfRunning_ReplacesARunningOne(Server server) => PlayAsync(
        server,
        async stage =>
        {
            await Stage.BegunAsync(await stage.StartAsync<Waits>());
#pragma warning disable CS0612 // Obsolete for callers, but servers still take it from older clients.
            await stage.SawStartAsync<Returns>("again", input: "second", with: options => options.IdReusePolicy = WorkflowIdReusePolicy.TerminateIfRunning);
#pragma warning restore CS0612
        },
        """
        again: run 2 of one
        """);

    private static async Task StartAgainAsync(Stage stage, WorkflowIdReusePolicy reuse, WorkflowIdConflictPolicy conflict = WorkflowIdConflictPolicy.Unspecified)
    {
        await EndAsync<Returns>("completed", _ => Task.CompletedTask, input: "first");
        await EndAsync<Fails>("failed", _ => Task.CompletedTask, input: "first");
        await EndAsync<Waits>("canceled", first => first.CancelAsync());
        await EndAsync<Waits>("terminated", async first =>
        {
            await Stage.BegunAsync(first);
            await first.TerminateAsync();
        });
        await EndAsync<Waits>("timed-out", _ => Task.CompletedTask, with: options => options.RunTimeout = TimeSpan.FromSeconds(1));

        async Task EndAsync<TWorkflow>(string name, Func<WorkflowHandle, Task> end, object? input = null, Action<WorkflowOptions>? with = null)
        {
            var first = await stage.StartAsync<TWorkflow>(name, input, with);
            await end(first);
            await stage.SawResultAsync(first);
            await stage.SawStartAsync<Returns>("again", name, "second", options =>
            {
                options.IdReusePolicy = reuse;
                options.IdConflictPolicy = conflict;
            });
        }
    }
}
