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

    /// <exception cref="ApplicationFailureException">Nothing that may.</exception>
    public async Task<Caller> AskAsync(CancellationToken cancellationToken)
    {
        var info = ActivityExecutionContext.Current.Info;
        if (info is not { WorkflowId: { Length: > 0 } workflowId, WorkflowRunId: { Length: > 0 } runId })
        {
            throw Refused(info.ActivityType, CallerRules.Refuse(null, null, info.TaskQueue)!);
        }

        if (known.TryGet(runId, out var caller))
        {
            return caller;
        }

        var called = await runs.FindAsync(workflowId, runId, cancellationToken);
        var parent = called?.Parent is { } by ? await runs.FindAsync(by.WorkflowId, by.RunId, cancellationToken) : null;
        if (CallerRules.Refuse(called, parent, info.TaskQueue) is { } refusal)
        {
            throw Refused(info.ActivityType, refusal);
        }

        return known.Keep(runId, await OfAsync(called!.Type == ContractNames.PromoteImage ? called : parent!, cancellationToken));
    }

    // After a reset the run began when the first of its chain did: what that one made is its own.
    private async Task<Caller> OfAsync(RunFacts promotion, CancellationToken cancellationToken)
    {
        var first = await runs.FindAsync(promotion.WorkflowId, promotion.FirstRunId, cancellationToken) ?? promotion;
        var (name, version) = ContractNames.ReadWorkflowId(promotion.WorkflowId)!.Value;
        return new(promotion.WorkflowId, name, version, promotion.FirstRunId, first.StartedAt < promotion.StartedAt ? first.StartedAt : promotion.StartedAt);
    }

    private static ApplicationFailureException Refused(string activity, string why) => StepFailures.Final(new(
        StepErrorKind.Refused, $"{activity} was refused: {why}", "start a promotion; its steps do nothing on their own"));
}
