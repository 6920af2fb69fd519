using SharedImages.Workflows;
using Temporalio.Activities;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Workflow.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Converters;
using Temporalio.Exceptions;

namespace SharedImages.Activities;

/// <summary>Asks Temporal through the client of the worker that runs the activity.</summary>
internal sealed class TemporalRuns : IRuns
{
    // A survey comes early in a history that can be long.
    private const int EventsAtOnce = 30;

    // A query has a length that the server bears.
    private const int IdsAtOnce = 50;

    private static readonly string Survey = nameof(IReplacementActivities.SurveyFleetAsync).Replace("Async", "", StringComparison.Ordinal);

    private static ITemporalClient Client => ActivityExecutionContext.Current.TemporalClient;

    public Task<RunFacts?> FindAsync(string workflowId, string? runId, CancellationToken cancellationToken) => AskAsync<RunFacts?>(async () =>
    {
        try
        {
            return Facts((await DescribeAsync(workflowId, runId, cancellationToken)).WorkflowExecutionInfo);
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            return null;
        }
    });

    public Task<IReadOnlyList<string>> FormerRegionsAsync(string workflowId, CancellationToken cancellationToken) => AskAsync<IReadOnlyList<string>>(async () =>
    {
        var regions = new SortedSet<string>(StringComparer.Ordinal);
        var query = $"WorkflowId = '{workflowId}' AND ExecutionStatus != 'Running'";
        await foreach (var run in Client.ListWorkflowsAsync(query, new() { Rpc = TemporalCalls.Call(cancellationToken) }))
        {
            if (run.Memo.TryGetValue(ContractNames.RegionsMemo, out var memo))
            {
                regions.UnionWith(await memo.ToValueAsync<List<string>>() ?? []);
            }
        }

        return [.. regions];
    });

    public Task<IReadOnlyList<ImageUser>> UsersAsync(string promotionId, IReadOnlyList<string> imageIds, CancellationToken cancellationToken) => AskAsync<IReadOnlyList<ImageUser>>(async () =>
    {
        var users = new List<ImageUser>();
        // Visibility may lag; the promotion itself is known at once.
        if (await FindAsync(promotionId, null, cancellationToken) is { IsOpen: true })
        {
            users.Add(new(promotionId, []));
        }

        foreach (var ids in imageIds.Chunk(IdsAtOnce))
        {
            var list = string.Join(", ", ids.Select(id => $"'{id}'"));
            // A queue is an account; what another account's operations work with is none of our images.
            var query = $"ExecutionStatus = 'Running' AND TaskQueue = '{ActivityExecutionContext.Current.Info.TaskQueue}' AND ({ContractNames.SourceAttribute.Name} IN ({list}) OR {ContractNames.FormerImagesAttribute.Name} IN ({list}))";
            await foreach (var run in Client.ListWorkflowsAsync(query, new() { Rpc = TemporalCalls.Call(cancellationToken) }))
            {
                // One that has just ended may be listed as open for a while.
                if (await FindAsync(run.Id, run.RunId, cancellationToken) is not { IsOpen: true })
                {
                    continue;
                }

                var attributes = run.TypedSearchAttributes;
                users.Add(new(run.Id, [.. ids.Where(id =>
                    (attributes.TryGetValue(ContractNames.SourceAttribute, out var source) && source == id)
                    || (attributes.TryGetValue(ContractNames.FormerImagesAttribute, out var former) && former.Contains(id, StringComparer.Ordinal)))]));
            }
        }

        return users;
    });

    public Task<IReadOnlyList<string>?> SelectedAsync(string workflowId, string runId, CancellationToken cancellationToken) => AskAsync<IReadOnlyList<string>?>(async () =>
    {
        var (surveys, page) = (new HashSet<long>(), Google.Protobuf.ByteString.Empty);
        do
        {
            var answer = await Client.WorkflowService.GetWorkflowExecutionHistoryAsync(
                new GetWorkflowExecutionHistoryRequest
                {
                    Namespace = Client.Options.Namespace,
                    Execution = new() { WorkflowId = workflowId, RunId = runId },
                    MaximumPageSize = EventsAtOnce,
                    NextPageToken = page,
                },
                TemporalCalls.Call(cancellationToken));
            foreach (var e in answer.History.Events)
            {
                if (e.ActivityTaskScheduledEventAttributes is { } step && step.ActivityType.Name == Survey)
                {
                    surveys.Add(e.EventId);
                }

                if (e.ActivityTaskCompletedEventAttributes is { Result.Payloads_: [var result, ..] } done && surveys.Contains(done.ScheduledEventId))
                {
                    return [.. (await Client.Options.DataConverter.ToValueAsync<FleetSurvey>(result)).Instances.Select(instance => instance.InstanceId)];
                }
            }

            page = answer.NextPageToken;
        }
        while (!page.IsEmpty);
        return null;
    });

    public Task<IReadOnlyList<string>?> SharedWithAsync(string workflowId, CancellationToken cancellationToken) => AskAsync<IReadOnlyList<string>?>(async () =>
    {
        try
        {
            return (await TemporalCalls.SpecAsync(workflowId, "", cancellationToken))?.Share.Accounts;
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            return null;
        }
    });

    public Task<ImageChannels?> ChannelsAsync(string name, CancellationToken cancellationToken) => AskAsync<ImageChannels?>(async () =>
    {
        try
        {
            var history = await Client.GetWorkflowHandle(ChannelNames.HistoryId(name)).DescribeAsync(new() { Rpc = TemporalCalls.Call(cancellationToken) });
            return history.Memo.TryGetValue(ChannelNames.ChannelsMemo, out var memo) ? await memo.ToValueAsync<ImageChannels>() : null;
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            return null;
        }
    });

    public Task<IReadOnlySet<string>> RecalledAsync(CancellationToken cancellationToken) => AskAsync<IReadOnlySet<string>>(async () =>
    {
        var taskQueue = ActivityExecutionContext.Current.Info.TaskQueue;
        WorkflowExecutionInfo? register = null;
        try
        {
            register = (await DescribeAsync(RecallNames.RegisterId(taskQueue), null, cancellationToken)).WorkflowExecutionInfo;
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            // Said below.
        }

        if (RecallRegisters.Refuse(register is null ? null : Facts(register), taskQueue) is { } refusal)
        {
            throw new TroubleException(refusal);
        }

        // Nothing was recalled as long as it says nothing.
        return register!.Memo is { } memo && memo.Fields.TryGetValue(RecallNames.RecalledMemo, out var ids)
            ? (await Client.Options.DataConverter.ToValueAsync<IReadOnlyList<string>>(ids)).ToHashSet(StringComparer.Ordinal)
            : new HashSet<string>(StringComparer.Ordinal);
    });

    public Task<CopyLook?> LastLookAsync(CancellationToken cancellationToken) => AskAsync(async () =>
    {
        var info = ActivityExecutionContext.Current.Info;
        var run = await DescribeAsync(info.WorkflowId!, info.WorkflowRunId, cancellationToken);
        return run.PendingActivities.FirstOrDefault(step => step.ActivityId == info.ActivityId) is { } step
            ? await CopyLook.LastAsync(step, Client.Options.DataConverter)
            : null;
    });

    private static RunFacts Facts(WorkflowExecutionInfo info) => new(
        info.Execution.WorkflowId,
        info.Type.Name,
        info.TaskQueue,
        info.FirstRunId,
        info.StartTime.ToDateTimeOffset(),
        State(info.Status),
        info.ParentExecution is { WorkflowId.Length: > 0 } parent ? (parent.WorkflowId, parent.RunId) : null);

    private static RunState State(WorkflowExecutionStatus status) => status switch
    {
        WorkflowExecutionStatus.Completed or WorkflowExecutionStatus.ContinuedAsNew => RunState.Completed,
        WorkflowExecutionStatus.Failed => RunState.Failed,
        WorkflowExecutionStatus.Canceled => RunState.Canceled,
        WorkflowExecutionStatus.Terminated => RunState.Terminated,
        WorkflowExecutionStatus.TimedOut => RunState.TimedOut,
        // What is not known to have ended has not.
        _ => RunState.Open,
    };

    private static Task<DescribeWorkflowExecutionResponse> DescribeAsync(string workflowId, string? runId, CancellationToken cancellationToken) =>
        Client.WorkflowService.DescribeWorkflowExecutionAsync(
            new DescribeWorkflowExecutionRequest
            {
                Namespace = Client.Options.Namespace,
                Execution = new() { WorkflowId = workflowId, RunId = runId ?? "" },
            },
            TemporalCalls.Call(cancellationToken));

    /// <summary>Asks; what Temporal does not answer is trouble that may pass.</summary>
    public static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (RpcException e)
        {
            throw new TroubleException(new(
                StepErrorKind.Unreachable,
                $"Temporal cannot be asked about this step ({e.Code}: {e.Message})",
                "see whether Temporal is well, and whether the worker's identity may describe and list the workflows of its namespace, and read their histories"));
        }
    }
}
