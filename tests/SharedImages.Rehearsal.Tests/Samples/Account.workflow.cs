using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Signals, updates and queries.</summary>
[Workflow]
public sealed class AccountWorkflow
{
    private bool isClosed;

    [WorkflowQuery]
    public int Balance { get; private set; }

    [WorkflowRun]
    public async Task<int> RunAsync()
    {
        await Workflow.WaitConditionAsync(() => isClosed && Workflow.AllHandlersFinished);
        return Balance;
    }

    [WorkflowSignal]
    public Task DepositAsync(int amount)
    {
        Balance += amount;
        return Task.CompletedTask;
    }

    [WorkflowSignal]
    public Task CloseAsync()
    {
        isClosed = true;
        return Task.CompletedTask;
    }

    [WorkflowUpdate]
    public async Task<int> WithdrawAsync(int amount)
    {
        await Workflow.DelayAsync(TimeSpan.FromHours(1));
        return Balance -= amount;
    }

    [WorkflowUpdateValidator(nameof(WithdrawAsync))]
    public void ValidateWithdraw(int amount)
    {
        if (amount > Balance)
        {
            throw new ApplicationFailureException($"only {Balance} left", errorType: "Overdrawn");
        }
    }
}
