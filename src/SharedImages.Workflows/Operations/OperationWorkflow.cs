using Microsoft.Extensions.Logging;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// An operation that shows how far it is, and carries out a decision at once. Those that tell a child of it first, and answer then, have handlers of their own.
/// </summary>
public abstract class OperationWorkflow
{
    /// <summary>What is going on.</summary>
    [WorkflowQuery(ContractNames.Progress)]
    public OperationProgress Progress => Board.Progress;

    /// <summary>Its rows.</summary>
    private protected abstract OperationBoard Board { get; }

    /// <summary>How an item goes on that a decision was made on.</summary>
    private protected virtual ItemState NextState => ItemState.Looking;

    /// <summary>An operator's decision on a parked item.</summary>
    [WorkflowUpdate(ContractNames.Resolve, Description = ResolveRequests.Example)]
    public Task<ItemProgress> ResolveAsync(IRawValue request)
    {
        ResolveRequests.Check(request, Board.Items, out var read);
        Take(read!);
        return Task.FromResult(new ItemProgress { Item = read!.Item, State = NextState });
    }

    /// <summary>Refuses a decision that cannot be carried out, and says what can.</summary>
    [WorkflowUpdateValidator(nameof(ResolveAsync))]
    public void ValidateResolve(IRawValue request)
    {
        if (ResolveRequests.Check(request, Board.Items, out _) is { } refusal)
        {
            throw new ApplicationFailureException(refusal, errorType: ContractNames.Refused);
        }
    }

    /// <summary>The same decision as a signal, for batch operations over many runs; one that cannot be carried out is logged and ignored.</summary>
    [WorkflowSignal(ContractNames.Resolve, Description = ResolveRequests.Example)]
    public Task ResolveSignalAsync(IRawValue request)
    {
        if (ResolveRequests.Check(request, Board.Items, out var read) is { } refusal)
        {
            Workflow.Logger.LogWarning("Resolve ignored: {Refusal}", refusal);
        }
        else
        {
            Take(read!);
        }

        return Task.CompletedTask;
    }

    /// <summary>Carries out a decision that can be carried out.</summary>
    private protected abstract void Decide(ResolveRequest request);

    private void Take(ResolveRequest request)
    {
        Workflow.Logger.LogInformation("{Item}: {Action} was decided at {Step}", request.Item, request.Action, request.Step);
        Decide(request);
    }
}
