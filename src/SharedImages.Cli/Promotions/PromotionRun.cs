using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Converters;
using Temporalio.Exceptions;

namespace SharedImages.Cli;

/// <summary>One run of a promotion, seen through Temporal. Every call is bounded in time.</summary>
/// <param name="client">Connected.</param>
/// <param name="workflowId">Its workflow id.</param>
/// <param name="runId">Its run id; null = the newest.</param>
internal sealed class PromotionRun(ITemporalClient client, string workflowId, string? runId)
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    // A query needs a worker; when none answers within this time, none will.
    private static readonly TimeSpan QueryTimeout = TimeSpan.FromSeconds(5);

    private static readonly string WaitStep = nameof(IPromotionActivities.WaitImageAsync).Replace("Async", "", StringComparison.Ordinal);

    public ITemporalClient Client => client;

    public string WorkflowId => workflowId;

    /// <summary>Null = the newest.</summary>
    public string? RunId => runId;

    public WorkflowHandle Handle { get; } = client.GetWorkflowHandle(workflowId, runId);

    public static RpcOptions Call(CancellationToken cancellation) => new() { Timeout = CallTimeout, CancellationToken = cancellation };

    /// <summary>Whether a call took too long; the client says so with a code of its own, other than the server's.</summary>
    public static bool IsTimeout(TemporalException e) => e is RpcTimeoutOrCanceledException or RpcException
    {
        Code: RpcException.StatusCode.DeadlineExceeded or RpcException.StatusCode.Cancelled,
    };

    /// <exception cref="CommandException">There is no such promotion.</exception>
    public async Task<RunDescription> DescribeAsync(CancellationToken cancellation)
    {
        try
        {
            return await DescribeAsync(workflowId, runId, cancellation);
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            throw new CommandException(ExitCode.InvalidInput, $"There is no promotion {workflowId} in namespace '{client.Options.Namespace}'; check the id, or start it with: sharedimages promote FILE");
        }
    }

    /// <summary>The workflow's own account; else why there is none.</summary>
    public async Task<(PromotionProgress? Progress, string? Notice)> QueryAsync(string taskQueue, CancellationToken cancellation)
    {
        if (!await Workers.PollAsync(client, taskQueue, cancellation))
        {
            return (null, Workers.NonePolls(client, taskQueue));
        }

        try
        {
            var options = new WorkflowQueryOptions { Rpc = new() { Timeout = QueryTimeout, CancellationToken = cancellation } };
            return (await Handle.QueryAsync<PromotionProgress>(ContractNames.Progress, [], options), null);
        }
        catch (TemporalException e) when (IsTimeout(e) && !cancellation.IsCancellationRequested)
        {
            return (null, Workers.NoneAnswers(client, taskQueue));
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.FailedPrecondition)
        {
            // Not one of its workflow tasks has succeeded so far.
            return (null, Workers.NoneAnswers(client, taskQueue));
        }
        catch (WorkflowQueryFailedException e)
        {
            return (null, $"The promotion cannot be asked what it does: {e.Message}");
        }
    }

    /// <summary>The steps under way in the promotion and its open regions.</summary>
    public async Task<IReadOnlyList<PendingStep>> ReadPendingAsync(RunDescription promotion, CancellationToken cancellation)
    {
        var prefix = ContractNames.RegionWorkflowId(workflowId, "");
        var regions = promotion.Raw.PendingChildren
            .Where(child => child.RunId.Length > 0 && child.WorkflowId.StartsWith(prefix, StringComparison.Ordinal))
            .Select(child => ReadRegionAsync(child.WorkflowId[prefix.Length..], child.WorkflowId, child.RunId, cancellation));
        var own = ReadStepsAsync("", promotion);
        return [.. (await Task.WhenAll(regions.Prepend(own))).SelectMany(steps => steps)];
    }

    /// <summary>How a run that is over ended.</summary>
    public async Task<PromotionEnd> ReadEndAsync(RunDescription description, CancellationToken cancellation)
    {
        switch (description.Status)
        {
            case WorkflowExecutionStatus.Completed or WorkflowExecutionStatus.Failed:
                return await ReadResultAsync(cancellation);
            case WorkflowExecutionStatus.Canceled when description.Memo.TryGetValue(ContractNames.ResultMemo, out var memo):
                return PromotionEnd.Of((await memo.ToValueAsync<PromotionResult>())!);
            case WorkflowExecutionStatus.Canceled:
                return new(ExitCode.Canceled, null, $"{workflowId} was cancelled before it had begun; nothing was made");
            default:
                return new(ExitCode.Failed, null, $"{workflowId} was stopped from outside ({description.Status}): nothing was undone; promote it again to adopt what it made");
        }
    }

    /// <summary>The spec that the run was started with, from the first event of its history; null when it is none that can be read.</summary>
    public async Task<PromotionSpec?> ReadSpecAsync(string ofRun, CancellationToken cancellation)
    {
        var answer = await client.WorkflowService.GetWorkflowExecutionHistoryAsync(
            new GetWorkflowExecutionHistoryRequest
            {
                Namespace = client.Options.Namespace,
                Execution = new() { WorkflowId = workflowId, RunId = ofRun },
                MaximumPageSize = 1,
            },
            Call(cancellation));
        var started = answer.History.Events.FirstOrDefault(e => e.AttributesCase == HistoryEvent.AttributesOneofCase.WorkflowExecutionStartedEventAttributes);
        var input = started?.WorkflowExecutionStartedEventAttributes.Input?.Payloads_.FirstOrDefault();
        return input is null ? null : PromotionSpecReader.ReadJson(input.Data.Span).Spec;
    }

    private async Task<PromotionEnd> ReadResultAsync(CancellationToken cancellation)
    {
        try
        {
            return PromotionEnd.Of(await Handle.GetResultAsync<PromotionResult>(followRuns: false, Call(cancellation)));
        }
        catch (WorkflowFailedException e)
        {
            return e.InnerException is ApplicationFailureException { Details.Count: > 0 } failure
                ? PromotionEnd.Of(failure.Details.ElementAt<PromotionResult>(0))
                : new(ExitCode.Failed, null, $"{workflowId} failed: {(e.InnerException ?? e).Message}");
        }
    }

    private async Task<RunDescription> DescribeAsync(string id, string? run, CancellationToken cancellation)
    {
        var request = new DescribeWorkflowExecutionRequest
        {
            Namespace = client.Options.Namespace,
            Execution = new() { WorkflowId = id, RunId = run ?? "" },
        };
        return new(await client.WorkflowService.DescribeWorkflowExecutionAsync(request, Call(cancellation)), client.Options.DataConverter);
    }

    private async Task<IReadOnlyList<PendingStep>> ReadRegionAsync(string region, string childId, string childRunId, CancellationToken cancellation)
    {
        try
        {
            return await ReadStepsAsync(region, await DescribeAsync(childId, childRunId, cancellation));
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            // Over meanwhile, and no longer kept.
            return [];
        }
    }

    private async Task<IReadOnlyList<PendingStep>> ReadStepsAsync(string region, RunDescription description)
    {
        var steps = new List<PendingStep>();
        foreach (var activity in description.Raw.PendingActivities)
        {
            var step = activity.ActivityType.Name;
            var heartbeat = step == WaitStep ? activity.HeartbeatDetails?.Payloads_.FirstOrDefault() : null;
            var copy = heartbeat is null ? null : await client.Options.DataConverter.ToValueAsync<CopyHeartbeat>(heartbeat);
            steps.Add(new(region, step, activity.Attempt, copy, copy is null ? activity.LastFailure?.Message : null));
        }

        return steps;
    }
}
