using System.Text.Json;
using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace SharedImages.Cli;

/// <summary>One run of an operation, seen through Temporal. Every call is bounded in time.</summary>
/// <param name="client">Connected.</param>
/// <param name="workflowId">Its workflow id.</param>
/// <param name="runId">Its run id; null = the newest.</param>
/// <param name="options">The connection options that were given, to be given again in a command that is suggested; see <see cref="ConnectionOptions.Again"/>.</param>
internal sealed class OperationRun(ITemporalClient client, string workflowId, string? runId, string options)
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    // A query needs a worker; when none answers within this time, none will.
    private static readonly TimeSpan QueryTimeout = TimeSpan.FromSeconds(5);

    // A task that a worker has taken to its death goes to another after 10 s.
    private static readonly TimeSpan TakenTimeout = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>How far back the failure of the workflow task that is pending is looked for.</summary>
    private const int LastEvents = 50;

    public ITemporalClient Client => client;

    /// <summary>Where it can be looked at; null = not known.</summary>
    public WebUi? Ui { get; init; }

    public string WorkflowId => workflowId;

    /// <summary>Null = the newest.</summary>
    public string? RunId => runId;

    /// <summary>Of the connection, as they must be given again in another command: empty, or with a leading space.</summary>
    public string Options => options;

    /// <summary>Temporalio 1.21.1 would read the result of the newest run, although its papers say otherwise.</summary>
    public WorkflowHandle Handle { get; } = client.GetWorkflowHandle(workflowId, runId) with { ResultRunId = runId };

    /// <summary>What the program has of its kind.</summary>
    public KindProgram Program { get; } = KindPrograms.Of(OperationKinds.OfWorkflowId(workflowId)!.Value.Kind);

    /// <summary>The item that stands for the operation itself.</summary>
    public string OwnItem => Program.Kind.Item;

    /// <summary>This very run, not one that may start under the same id meanwhile.</summary>
    public OperationRun Pinned(RunDescription description) => new(client, workflowId, description.RunId, options) { Ui = Ui };

    /// <summary>A command about this run, to paste.</summary>
    public string Command(string name) => $"{Invocation.Program} {name} {workflowId}{options}";

    public static RpcOptions Call(CancellationToken cancellation) => new() { Timeout = CallTimeout, CancellationToken = cancellation };

    /// <summary>Whether a call took too long; the client says so with a code of its own, other than the server's.</summary>
    public static bool IsTimeout(TemporalException e) => e is RpcTimeoutOrCanceledException or RpcException
    {
        Code: RpcException.StatusCode.DeadlineExceeded or RpcException.StatusCode.Cancelled,
    };

    /// <exception cref="CommandException">There is no such operation.</exception>
    public async Task<RunDescription> DescribeAsync(CancellationToken cancellation) =>
        await FindAsync(cancellation)
        ?? throw new CommandException(ExitCode.NoSuchRun, $"There is no {OwnItem} {workflowId} in namespace '{client.Options.Namespace}'; check the id, or start it with: {Program.StartCommand}{options}");

    /// <summary>Null when there is no such operation.</summary>
    public Task<RunDescription?> FindAsync(CancellationToken cancellation) => FindAsync(workflowId, runId, cancellation);

    /// <summary>Its last events, the newest first.</summary>
    /// <param name="most">How many.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task<IReadOnlyList<HistoryEvent>> ReadLastEventsAsync(int most, CancellationToken cancellation) => ReadLastEventsAsync(workflowId, runId, most, cancellation);

    /// <summary>The workflow's own account; else why there is none.</summary>
    public async Task<OperationAnswer> QueryAsync(string taskQueue, CancellationToken cancellation)
    {
        if (!await Workers.PollAsync(client, taskQueue, cancellation))
        {
            return new(Notice: Workers.NonePolls(client, taskQueue, options));
        }

        try
        {
            var bounded = new WorkflowQueryOptions { Rpc = new() { Timeout = QueryTimeout, CancellationToken = cancellation } };
            return new(await Handle.QueryAsync<OperationProgress>(ContractNames.Progress, [], bounded));
        }
        catch (TemporalException e) when (IsTimeout(e) && !cancellation.IsCancellationRequested)
        {
            return new(Notice: Workers.NoneAnswers(client, taskQueue));
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.FailedPrecondition)
        {
            // Not one of its workflow tasks has succeeded so far.
            return new(Notice: Workers.NoneAnswers(client, taskQueue));
        }
        catch (WorkflowQueryFailedException e)
        {
            // The worker replays the run to answer; this query itself never fails.
            return new(Failing: new(OwnItem, workflowId, null, "QueryFailed", e.Message));
        }
        catch (JsonException e)
        {
            return new(Failing: new(OwnItem, workflowId, null, "UnknownAnswer", e.Message));
        }
    }

    /// <summary>The steps under way in the operation and its open children, and those of them that cannot go on.</summary>
    public async Task<(IReadOnlyList<PendingStep> Pending, IReadOnlyList<FailingTask> Failing)> ReadPendingAsync(RunDescription operation, CancellationToken cancellation)
    {
        var prefix = ContractNames.RegionWorkflowId(workflowId, "");
        var regions = await Task.WhenAll(operation.Raw.PendingChildren
            .Where(child => child.RunId.Length > 0 && child.WorkflowId.StartsWith(prefix, StringComparison.Ordinal))
            .Select(child => FindAsync(child.WorkflowId, child.RunId, cancellation)));
        var open = regions.OfType<RunDescription>().Select(region => (Item: region.Id[prefix.Length..], Run: region)).ToList();
        var pending = await Task.WhenAll(open.Prepend((Item: "", Run: operation)).Select(item => ReadStepsAsync(item.Item, item.Run)));
        var failing = await Task.WhenAll(open.Prepend((Item: OwnItem, Run: operation)).Select(item => ReadFailingAsync(item.Item, item.Run, cancellation)));
        return ([.. pending.SelectMany(steps => steps)], [.. failing.OfType<FailingTask>()]);
    }

    /// <summary>Waits until a child has taken what it was told: its workflow task is done, or fails. Null = done, or over.</summary>
    /// <exception cref="TimeoutException">No worker has taken it.</exception>
    public async Task<FailingTask?> AwaitTakenAsync(string item, TimeProvider time, CancellationToken cancellation)
    {
        var id = ContractNames.RegionWorkflowId(workflowId, item);
        var deadline = time.GetUtcNow() + TakenTimeout;
        while (await FindAsync(id, null, cancellation) is { Raw.PendingWorkflowTask: not null } run)
        {
            if (await ReadFailingAsync(item, run, cancellation) is { } failing)
            {
                return failing;
            }

            if (time.GetUtcNow() > deadline)
            {
                throw new TimeoutException($"{item} has not taken it within {TakenTimeout.TotalSeconds:0} s");
            }

            await Task.Delay(LookInterval, time, cancellation);
        }

        return null;
    }

    /// <summary>How a run that is over ended.</summary>
    public async Task<OperationEnd> ReadEndAsync(RunDescription description, CancellationToken cancellation)
    {
        switch (description.Status)
        {
            case WorkflowExecutionStatus.Completed or WorkflowExecutionStatus.Failed:
                return await ReadResultAsync(cancellation);
            case WorkflowExecutionStatus.Canceled when description.Memo.TryGetValue(ContractNames.ResultMemo, out var memo):
                return OperationEnd.Of(Result(await memo.ToValueAsync<JsonElement>()));
            case WorkflowExecutionStatus.Canceled:
                return new(ExitCode.Canceled, null, $"{workflowId} was canceled before it had begun; nothing was made");
            default:
                return new(ExitCode.Failed, null, $"{workflowId} was stopped from outside ({description.Status}): nothing was undone; ask for it again to go on from what there is");
        }
    }

    /// <summary>The spec that the run was started with, from the first event of its history; null when it is none that can be read.</summary>
    public async Task<IOperationSpec?> ReadSpecAsync(CancellationToken cancellation)
    {
        var answer = await client.WorkflowService.GetWorkflowExecutionHistoryAsync(
            new GetWorkflowExecutionHistoryRequest
            {
                Namespace = client.Options.Namespace,
                Execution = new() { WorkflowId = workflowId, RunId = runId ?? "" },
                MaximumPageSize = 1,
            },
            Call(cancellation));
        var started = answer.History.Events.FirstOrDefault(e => e.AttributesCase == HistoryEvent.AttributesOneofCase.WorkflowExecutionStartedEventAttributes);
        var input = started?.WorkflowExecutionStartedEventAttributes.Input?.Payloads_.FirstOrDefault();
        return input is null ? null : Program.Kind.Read(JsonSpecNodes.Parse(input.Data.Span)).Spec;
    }

    private async Task<OperationEnd> ReadResultAsync(CancellationToken cancellation)
    {
        try
        {
            return OperationEnd.Of(Result(await Handle.GetResultAsync<JsonElement>(followRuns: false, Call(cancellation))));
        }
        catch (WorkflowFailedException e)
        {
            return e.InnerException is ApplicationFailureException { Details.Count: > 0 } failure
                ? OperationEnd.Of(Result(failure.Details.ElementAt<JsonElement>(0)))
                : new(ExitCode.Failed, null, $"{workflowId} failed: {(e.InnerException ?? e).Message}");
        }
        catch (JsonException e)
        {
            return new(ExitCode.Failed, null, $"{workflowId} ended with a result that this version of the program cannot read ({e.Message}); read it with: temporal workflow result --workflow-id {workflowId}");
        }
    }

    private OperationResult Result(JsonElement json) => (OperationResult)json.Deserialize(Program.ResultType, ContractJson.Options)!;

    // Null = there is none, or it is no longer kept.
    private async Task<RunDescription?> FindAsync(string id, string? run, CancellationToken cancellation)
    {
        var request = new DescribeWorkflowExecutionRequest
        {
            Namespace = client.Options.Namespace,
            Execution = new() { WorkflowId = id, RunId = run ?? "" },
        };
        try
        {
            return new(await client.WorkflowService.DescribeWorkflowExecutionAsync(request, Call(cancellation)), client.Options.DataConverter);
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Null when its workflow task does not fail.</summary>
    private async Task<FailingTask?> ReadFailingAsync(string item, RunDescription run, CancellationToken cancellation)
    {
        if (run.Raw.PendingWorkflowTask is not { Attempt: > 1 } task)
        {
            return null;
        }

        // Only the first failure is in the history; the attempts after it are counted.
        return FailingTask.Of(item, run.Id, task.Attempt, await ReadLastEventsAsync(run.Id, run.RunId, LastEvents, cancellation));
    }

    private async Task<IReadOnlyList<HistoryEvent>> ReadLastEventsAsync(string id, string? run, int most, CancellationToken cancellation)
    {
        var request = new GetWorkflowExecutionHistoryReverseRequest
        {
            Namespace = client.Options.Namespace,
            Execution = new() { WorkflowId = id, RunId = run ?? "" },
            MaximumPageSize = most,
        };
        return (await client.WorkflowService.GetWorkflowExecutionHistoryReverseAsync(request, Call(cancellation))).History.Events;
    }

    private async Task<IReadOnlyList<PendingStep>> ReadStepsAsync(string region, RunDescription description)
    {
        var steps = new List<PendingStep>();
        foreach (var activity in description.Raw.PendingActivities)
        {
            var step = activity.ActivityType.Name;
            var isCopy = step == PendingStep.Wait;
            var copy = isCopy ? await CopyLook.LastAsync(activity, client.Options.DataConverter) : null;
            steps.Add(new(region, step, activity.Attempt, copy, PendingStep.Trouble(step, activity.LastFailure))
            {
                Waiting = activity is { State: PendingActivityState.Scheduled, NextAttemptScheduleTime: { } next }
                    ? new(description.Id, description.RunId, activity.ActivityId, next.ToDateTimeOffset())
                    : null,
                IsWaiting = PendingStep.IsNotReady(activity.LastFailure),
                Beside = isCopy ? await CopyLook.BesideAsync(activity, client.Options.DataConverter) : [],
            });
        }

        return steps;
    }
}
