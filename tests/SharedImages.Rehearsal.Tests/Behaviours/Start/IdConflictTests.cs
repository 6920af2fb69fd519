using Temporalio.Api.Enums.V1;

namespace SharedImages.Rehearsal.Tests;

/// <summary>A start whose workflow id is taken by a run that is still going on: the conflict policy decides, whatever the reuse policy.</summary>
public sealed class IdConflictTests(TemporalServers servers) : BehaviourTests(servers)
{
    private static readonly WorkflowIdReusePolicy[] ReusePolicies =
        [WorkflowIdReusePolicy.AllowDuplicate, WorkflowIdReusePolicy.AllowDuplicateFailedOnly, WorkflowIdReusePolicy.RejectDuplicate];

    [Theory, MemberData(nameof(EachServer))]
    public Task Unspecified_Refuses(Server server) => PlayAsync(server, stage => StartAgainAsync(stage, WorkflowIdConflictPolicy.Unspecified),
        """
        AllowDuplicate: AlreadyStarted(one, run 1 of one)
        AllowDuplicateFailedOnly: AlreadyStarted(one, run 1 of one)
        RejectDuplicate: AlreadyStarted(one, run 1 of one)
        run 1: go
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task Fail_Refuses(Server server) => PlayAsync(server, stage => StartAgainAsync(stage, WorkflowIdConflictPolicy.Fail),
        """
        AllowDuplicate: AlreadyStarted(one, run 1 of one)
        AllowDuplicateFailedOnly: AlreadyStarted(one, run 1 of one)
        RejectDuplicate: AlreadyStarted(one, run 1 of one)
        run 1: go
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task UseExisting_GivesTheRun(Server server) => PlayAsync(server, stage => StartAgainAsync(stage, WorkflowIdConflictPolicy.UseExisting),
        """
        AllowDuplicate: run 1 of one
        AllowDuplicateFailedOnly: run 1 of one
        RejectDuplicate: run 1 of one
        run 1: go
        """);

    [Theory, MemberData(nameof(EachServer))]
    public Task TerminateExisting_ReplacesTheRun(Server server) => PlayAsync(server, stage => StartAgainAsync(stage, WorkflowIdConflictPolicy.TerminateExisting),
        """
        AllowDuplicate: run 2 of one
        AllowDuplicateFailedOnly: run 3 of one
        RejectDuplicate: Rpc(InvalidArgument) 'Invalid WorkflowIDReusePolicy: WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE cannot be used together with WorkflowIdConflictPolicy WORKFLOW_ID_CONFLICT_POLICY_TERMINATE_EXISTING'
        run 1: WorkflowFailed 'Workflow failed' < Terminated 'TerminateIfRunning WorkflowIdReusePolicy' [terminated by new runID: run 2 of one]
        """);

    private static async Task StartAgainAsync(Stage stage, WorkflowIdConflictPolicy conflict)
    {
        var first = await stage.StartAsync<Waits>();
        await Stage.BegunAsync(first);
        foreach (var reuse in ReusePolicies)
        {
            await stage.SawStartAsync<Waits>(reuse.ToString(), with: options =>
            {
                options.IdConflictPolicy = conflict;
                options.IdReusePolicy = reuse;
            });
        }

        await stage.Client.GetWorkflowHandle(first.Id).SignalAsync("Go", ["go"]);
        await stage.SawAsync("run 1", () => first.GetResultAsync<string>(followRuns: false));
    }
}
