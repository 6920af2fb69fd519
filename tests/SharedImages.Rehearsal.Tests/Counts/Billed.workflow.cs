using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Does one of each that only a workflow does, and some that are free.</summary>
[Workflow]
public sealed class BilledWorkflow
{
    [WorkflowRun]
    public async Task RunAsync(string other)
    {
        Workflow.UpsertTypedSearchAttributes(Attributes.Word.ValueSet("word"), Attributes.Number.ValueSet(2));
        Workflow.UpsertMemo(MemoUpdate.ValueSet("memo", "free"));
        Workflow.Patched("free");
        await Workflow.GetExternalWorkflowHandle(other).SignalAsync("Deposit", [5]);
        await Workflow.ExecuteActivityAsync<int>("Beat", [], new() { StartToCloseTimeout = TimeSpan.FromMinutes(1), RetryPolicy = new() { InitialInterval = TimeSpan.FromHours(1) } });
    }
}
