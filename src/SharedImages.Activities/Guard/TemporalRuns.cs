using SharedImages.Workflows;
using Temporalio.Activities;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Converters;
using Temporalio.Exceptions;

namespace SharedImages.Activities;

/// <summary>Asks Temporal through the client of the worker that runs the activity.</summary>
internal sealed class TemporalRuns : IRuns
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    // A survey comes early in a history that can be long.
    private const int EventsAtOnce = 30;

    private static readonly string Survey = nameof(IReplacementActivities.SurveyFleetAsync).Replace("Async", "", StringComparison.Ordinal);

    private static ITemporalClient Client => ActivityExecutionContext.Current.TemporalClient;

    public Task<RunFacts?> FindAsync(string workflowId, string? runId, CancellationToken cancellationToken) => AskAsync<RunFacts?>(async () =>
    {
        try
        {
            var info = (await DescribeAsync(workflowId, runId, cancellationToken)).WorkflowExecutionInfo;
            return new(
                info.Execution.WorkflowId,
                info.Type.Name,
                info.TaskQueue,
                info.FirstRunId,
                info.StartTime.ToDateTimeOffset(),
                info.Status == WorkflowExecutionStatus.Running,
                info.ParentExecution is { WorkflowId.Length: > 0 } parent ? (parent.WorkflowId, parent.RunId) : null);
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
        await foreach (var run in Client.ListWorkflowsAsync(query, new() { Rpc = new() { Timeout = CallTimeout, CancellationToken = cancellationToken } }))
        {
            if (run.Memo.TryGetValue(ContractNames.RegionsMemo, out var memo))
            {
                regions.UnionWith(await memo.ToValueAsync<List<string>>() ?? []);
            }
        }

        return [.. regions];
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
                new() { Timeout = CallTimeout, CancellationToken = cancellationToken });
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

    public Task<CopyLook?> LastLookAsync(CancellationToken cancellationToken) => AskAsync(async () =>
    {
        var info = ActivityExecutionContext.Current.Info;
        var run = await DescribeAsync(info.WorkflowId!, info.WorkflowRunId, cancellationToken);
        return run.PendingActivities.FirstOrDefault(step => step.ActivityId == info.ActivityId) is { } step
            ? await CopyLook.LastAsync(step, Client.Options.DataConverter)
            : null;
    });

    private static Task<DescribeWorkflowExecutionResponse> DescribeAsync(string workflowId, string? runId, CancellationToken cancellationToken) =>
        Client.WorkflowService.DescribeWorkflowExecutionAsync(
            new DescribeWorkflowExecutionRequest
            {
                Namespace = Client.Options.Namespace,
                Execution = new() { WorkflowId = workflowId, RunId = runId ?? "" },
            },
            new() { Timeout = CallTimeout, CancellationToken = cancellationToken });

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
