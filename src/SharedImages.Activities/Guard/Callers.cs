using SharedImages.Workflows;
using Temporalio.Activities;
using Temporalio.Exceptions;

namespace SharedImages.Activities;

/// <summary>
/// Finds out what called a step. This is hygiene, not a wall: who may poll our task queue, or run workers in our namespace, passes it.
/// </summary>
internal sealed class Callers(IRuns runs)
{
    // What is asked of a run does not change; forgetting it costs a call.
    private readonly BoundedMemory<string, Caller> known = new(most: 10_000);

    // Apart from those that may write.
    private readonly BoundedMemory<string, Caller> plans = new(most: 1_000);

    /// <summary>The operation that calls a step of several kinds.</summary>
    /// <param name="contract">The interface that the step is of; kinds name those that they call.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ApplicationFailureException">Nothing that may.</exception>
    public Task<Caller> AskAsync(Type contract, CancellationToken cancellationToken)
    {
        var kinds = OperationKinds.All.Where(kind => kind.Activities.Concat(kind.MayCall).Contains(contract)).ToList();
        var workflowId = ActivityExecutionContext.Current.Info.WorkflowId ?? "";
        // An operation's id begins with the word of its kind, and its children's ids with its own.
        return AskAsync(kinds.Find(kind => workflowId.StartsWith(kind.Word + "/", StringComparison.Ordinal)) ?? kinds[0], cancellationToken);
    }

    /// <summary>The operation that calls a step that only reads, or that a plan is made of which calls it.</summary>
    /// <param name="kind">The kind that the step is of.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ApplicationFailureException">Nothing that may.</exception>
    public async Task<Caller> AskToReadAsync(OperationKind kind, CancellationToken cancellationToken)
    {
        var info = ActivityExecutionContext.Current.Info;
        if (info is not { WorkflowId: { Length: > 0 } workflowId, WorkflowRunId: { Length: > 0 } runId } || PlanNames.OperationOf(workflowId) is not { } planned)
        {
            return await AskAsync(kind, cancellationToken);
        }

        if (plans.TryGet(runId, out var plan) && plan.Kind == kind)
        {
            return plan;
        }

        var called = await runs.FindAsync(workflowId, runId, cancellationToken);
        return CallerRules.RefusePlan(kind, called, info.TaskQueue) is { } refusal
            ? throw Refused(kind, info.ActivityType, refusal)
            : plans.Keep(runId, new(kind, workflowId, planned.Name, planned.Version, called!.FirstRunId, called.StartedAt));
    }

    /// <param name="kind">The kind that the step is of.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ApplicationFailureException">Nothing that may.</exception>
    public async Task<Caller> AskAsync(OperationKind kind, CancellationToken cancellationToken)
    {
        var info = ActivityExecutionContext.Current.Info;
        if (info is not { WorkflowId: { Length: > 0 } workflowId, WorkflowRunId: { Length: > 0 } runId })
        {
            throw Refused(kind, info.ActivityType, CallerRules.Refuse(kind, null, null, info.TaskQueue)!);
        }

        if (known.TryGet(runId, out var caller) && caller.Kind == kind)
        {
            return caller;
        }

        var called = await runs.FindAsync(workflowId, runId, cancellationToken);
        var parent = called?.Parent is { } by ? await runs.FindAsync(by.WorkflowId, by.RunId, cancellationToken) : null;
        if (CallerRules.Refuse(kind, called, parent, info.TaskQueue) is { } refusal)
        {
            throw Refused(kind, info.ActivityType, refusal);
        }

        return known.Keep(runId, await OfAsync(called!.Type == kind.WorkflowType ? called : parent!, cancellationToken));
    }

    // After a reset the run began when the first of its chain did: what that one made is its own.
    private async Task<Caller> OfAsync(RunFacts operation, CancellationToken cancellationToken)
    {
        var first = await runs.FindAsync(operation.WorkflowId, operation.FirstRunId, cancellationToken) ?? operation;
        var (kind, name, version) = OperationKinds.OfWorkflowId(operation.WorkflowId)!.Value;
        return new(kind, operation.WorkflowId, name, version, operation.FirstRunId, first.StartedAt < operation.StartedAt ? first.StartedAt : operation.StartedAt);
    }

    private static ApplicationFailureException Refused(OperationKind kind, string activity, string why) => StepFailures.Final(new(
        StepErrorKind.Refused, $"{activity} was refused: {why}", $"start a {kind.Item}; its steps do nothing on their own"));
}
