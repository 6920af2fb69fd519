using SharedImages.Workflows;
using Temporalio.Activities;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace SharedImages.Activities;

/// <summary>Asks Temporal through the client of the worker that runs the activity.</summary>
/// <param name="runs">What the guard asks it as well.</param>
internal sealed class TemporalRecallRuns(IRuns runs) : IRecallRuns
{
    // A query has a length that the server bears.
    private const int IdsAtOnce = 50;

    private static ITemporalClient Client => ActivityExecutionContext.Current.TemporalClient;

    private static WorkflowHandle Register => Client.GetWorkflowHandle(RecallNames.RegisterId(ActivityExecutionContext.Current.Info.TaskQueue));

    public Task<IReadOnlyList<string>> OpenPromotionsAsync(IReadOnlyList<string> promotionIds, IReadOnlyList<string> imageIds, CancellationToken cancellationToken) => TemporalRuns.AskAsync<IReadOnlyList<string>>(async () =>
    {
        var open = new SortedSet<string>(StringComparer.Ordinal);
        // Visibility may lag; those that are named are known at once.
        foreach (var id in promotionIds)
        {
            if (await runs.FindAsync(id, null, cancellationToken) is { IsOpen: true })
            {
                open.Add(id);
            }
        }

        open.UnionWith(await OpenAsync(ContractNames.PromoteImage, imageIds, cancellationToken));
        return [.. open];
    });

    public Task<IReadOnlyList<string>> OpenReplacementsAsync(IReadOnlyList<string> imageIds, CancellationToken cancellationToken) => TemporalRuns.AskAsync<IReadOnlyList<string>>(
        async () => [.. await OpenAsync(ReplacementNames.ReplaceSystemDisk, imageIds, cancellationToken)]);

    public Task<bool> CancelAsync(string workflowId, CancellationToken cancellationToken) => TemporalRuns.AskAsync(async () =>
    {
        if (await runs.FindAsync(workflowId, null, cancellationToken) is not { IsOpen: true })
        {
            return false;
        }

        try
        {
            await Client.WorkflowService.RequestCancelWorkflowExecutionAsync(
                new RequestCancelWorkflowExecutionRequest
                {
                    Namespace = Client.Options.Namespace,
                    WorkflowExecution = new() { WorkflowId = workflowId },
                    RequestId = TemporalCalls.Once,
                    Identity = Client.Connection.Options.Identity,
                    Reason = $"its image was recalled ({ActivityExecutionContext.Current.Info.WorkflowId})",
                },
                TemporalCalls.Call(cancellationToken));
            return true;
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            return false;
        }
    });

    public Task<bool> PauseAsync(PauseScheduleRequest request, CancellationToken cancellationToken) => TemporalRuns.AskAsync(async () =>
    {
        var schedule = Client.GetScheduleHandle(request.ScheduleId);
        try
        {
            if (!(await schedule.DescribeAsync(TemporalCalls.Call(cancellationToken))).Schedule.State.Paused)
            {
                await TemporalCalls.PauseAsync(schedule, request.Note, cancellationToken);
            }

            return true;
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            return false;
        }
    });

    public Task AddAsync(RecallEntry entry, CancellationToken cancellationToken) => UpdateAsync(async () =>
    {
        await Register.ExecuteUpdateAsync(RecallNames.Add, [entry], new WorkflowUpdateOptions(TemporalCalls.Once) { Rpc = TemporalCalls.Call(cancellationToken) });
        return true;
    }, cancellationToken);

    public Task<RecallEntry?> RemoveAsync(string recall, CancellationToken cancellationToken) => UpdateAsync(
        () => Register.ExecuteUpdateAsync<RecallEntry?>(RecallNames.Remove, [recall], new WorkflowUpdateOptions(TemporalCalls.Once) { Rpc = TemporalCalls.Call(cancellationToken) }), cancellationToken);

    // Those that began with one of the images.
    private static async Task<IReadOnlySet<string>> OpenAsync(string workflowType, IReadOnlyList<string> imageIds, CancellationToken cancellationToken)
    {
        var open = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var ids in imageIds.Chunk(IdsAtOnce))
        {
            // A queue is an account; another account's operations are its own affair.
            var query = $"ExecutionStatus = 'Running' AND TaskQueue = '{ActivityExecutionContext.Current.Info.TaskQueue}' AND WorkflowType = '{workflowType}' AND {ContractNames.SourceAttribute.Name} IN ({string.Join(", ", ids.Select(id => $"'{id}'"))})";
            await foreach (var run in Client.ListWorkflowsAsync(query, new() { Rpc = TemporalCalls.Call(cancellationToken) }))
            {
                open.Add(run.Id);
            }
        }

        return open;
    }

    // A register that is not one would not take it, or nobody would go by it.
    private async Task<T> UpdateAsync<T>(Func<Task<T>> update, CancellationToken cancellationToken)
    {
        await runs.RecalledAsync(cancellationToken);
        try
        {
            return await TemporalRuns.AskAsync(update);
        }
        catch (WorkflowUpdateFailedException refused)
        {
            throw StepFailures.Final(new(StepErrorKind.Quota, $"the register of recalls does not take it: {refused.InnerException?.Message}", "do as it says, then retry"), refused);
        }
        catch (WorkflowUpdateRpcTimeoutOrCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TroubleException(new(StepErrorKind.Unreachable, "the register of recalls does not answer in time", "see whether workers of this task queue are well"));
        }
    }
}
