using SharedImages.Workflows;
using Temporalio.Activities;
using Temporalio.Exceptions;

namespace SharedImages.Activities;

/// <summary>Finds out which replacement called a step, as <see cref="Callers"/> does for promotions. This is hygiene, not a wall.</summary>
internal sealed class ReplacementCallers(IRuns runs)
{
    // What is asked of a run does not change; forgetting it costs calls.
    private readonly BoundedMemory<string, ReplacementCaller> known = new(most: 10_000);
    private readonly BoundedMemory<string, RunFacts> windows = new(most: 1_000);
    private readonly BoundedMemory<string, HashSet<string>> selected = new(most: 20);

    /// <exception cref="ApplicationFailureException">Nothing that may.</exception>
    public async Task<ReplacementCaller> AskAsync(CancellationToken cancellationToken)
    {
        var info = ActivityExecutionContext.Current.Info;
        if (info.WorkflowRunId is { Length: > 0 } runId && known.TryGet(runId, out var caller))
        {
            return caller;
        }

        var chain = await ChainAsync(info.WorkflowId, info.WorkflowRunId, cancellationToken);
        return ReplacementCallerRules.Refuse(chain, info.TaskQueue) is { } refusal
            ? throw Refused(info.ActivityType, refusal)
            : known.Keep(info.WorkflowRunId!, new(
                chain[^1].WorkflowId, chain[^1].FirstRunId, chain[0].WorkflowId, chain[^1].StartedAt, chain is [.., var window, _] ? window.Parent!.Value.RunId : info.WorkflowRunId!));
    }

    /// <summary>Lets a replacement pass, and a plan of one.</summary>
    /// <exception cref="ApplicationFailureException">Nothing that may.</exception>
    public async Task AskToReadAsync(CancellationToken cancellationToken)
    {
        var info = ActivityExecutionContext.Current.Info;
        if (info is { WorkflowId: { Length: > 0 } workflowId, WorkflowRunId: { Length: > 0 } runId } && PlanNames.OperationOf(workflowId) is not null)
        {
            if (CallerRules.RefusePlan(OperationKinds.Replacement, await runs.FindAsync(workflowId, runId, cancellationToken), info.TaskQueue) is { } refusal)
            {
                throw Refused(info.ActivityType, refusal);
            }

            return;
        }

        await AskAsync(cancellationToken);
    }

    /// <summary>The instances that the replacement has selected, by its history; null = none so far.</summary>
    public async Task<IReadOnlySet<string>?> SelectedAsync(ReplacementCaller caller, CancellationToken cancellationToken)
    {
        if (selected.TryGet(caller.RunId, out var ids))
        {
            return ids;
        }

        return await runs.SelectedAsync(caller.WorkflowId, caller.RunId, cancellationToken) is { } found
            ? selected.Keep(caller.RunId, found.ToHashSet(StringComparer.Ordinal))
            : null;
    }

    private static ApplicationFailureException Refused(string activity, string why) =>
        StepFailures.Final(new(StepErrorKind.Refused, $"{activity} was refused: {why}", "start a replacement; its steps do nothing on their own"));

    // No longer than a replacement's own: a part, its window, the replacement.
    private async Task<IReadOnlyList<RunFacts>> ChainAsync(string? workflowId, string? runId, CancellationToken cancellationToken)
    {
        var chain = new List<RunFacts>();
        while (workflowId is { Length: > 0 } && runId is { Length: > 0 } && chain.Count < 4)
        {
            if (await FindAsync(workflowId, runId, isPart: chain.Count == 0, cancellationToken) is not { } run)
            {
                break;
            }

            chain.Add(run);
            (workflowId, runId) = run.Parent ?? default;
        }

        return chain;
    }

    private async Task<RunFacts?> FindAsync(string workflowId, string runId, bool isPart, CancellationToken cancellationToken)
    {
        if (!isPart && windows.TryGet(runId, out var known))
        {
            return known;
        }

        var run = await runs.FindAsync(workflowId, runId, cancellationToken);
        return run is null || isPart ? run : windows.Keep(runId, run);
    }
}
