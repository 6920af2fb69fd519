using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;

namespace SharedImages.Rehearsal;

/// <summary>Whether and how a run begins that a client asks for.</summary>
internal static class Starting
{
    private static readonly TimeSpan UsualTaskTimeout = TimeSpan.FromSeconds(10);

    /// <param name="kernel">Where.</param>
    /// <param name="request">What a client asks for.</param>
    /// <param name="isAction">Whether the start is billed by itself.</param>
    public static StartWorkflowExecutionResponse Start(Kernel kernel, StartWorkflowExecutionRequest request, bool isAction = true)
    {
        Check(request);
        if (request is { WorkflowIdReusePolicy: WorkflowIdReusePolicy.RejectDuplicate, WorkflowIdConflictPolicy: WorkflowIdConflictPolicy.TerminateExisting })
        {
            throw Refusals.Invalid("Invalid WorkflowIDReusePolicy: WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE cannot be used together with WorkflowIdConflictPolicy WORKFLOW_ID_CONFLICT_POLICY_TERMINATE_EXISTING");
        }

        if (kernel.Runs.Latest(request.WorkflowId) is { } there)
        {
            if (request.RequestId.Length > 0 && there.Start.RequestId == request.RequestId)
            {
                return new() { RunId = there.RunId, Started = true, Status = there.Status };
            }

            if (!there.IsClosed && request.WorkflowIdReusePolicy != TerminateIfRunning)
            {
                switch (request.WorkflowIdConflictPolicy)
                {
                    case WorkflowIdConflictPolicy.UseExisting:
                        return new() { RunId = there.RunId, Started = false, Status = there.Status };
                    case WorkflowIdConflictPolicy.TerminateExisting:
                        break;
                    default:
                        throw Refusals.AlreadyStarted(there);
                }
            }
            else if (there.IsClosed && Refuses(there, request.WorkflowIdReusePolicy))
            {
                throw Refusals.AlreadyFinished(there);
            }

        }

        var before = kernel.Runs.Latest(request.WorkflowId);
        var run = kernel.Runs.Begin(Of(kernel, request));
        kernel.Actions.WorkflowStarts += isAction ? 1 : 0;
        if (before is { IsClosed: false })
        {
            Terminate(before, run);
        }

        return new() { RunId = run.RunId, Started = true, Status = WorkflowExecutionStatus.Running };
    }

    /// <summary>Whether a run of this id hinders another one.</summary>
    public static bool Refuses(Run there, WorkflowIdReusePolicy reuse) => !there.IsClosed || reuse switch
    {
        WorkflowIdReusePolicy.RejectDuplicate => true,
        WorkflowIdReusePolicy.AllowDuplicateFailedOnly => there.Status is WorkflowExecutionStatus.Completed or WorkflowExecutionStatus.ContinuedAsNew,
        _ => false,
    };

    private static void Terminate(Run run, Run successor) => run.Close(
        WorkflowExecutionStatus.Terminated,
        EventType.WorkflowExecutionTerminated,
        e => e.WorkflowExecutionTerminatedEventAttributes = new()
        {
            Reason = "TerminateIfRunning WorkflowIdReusePolicy",
            Details = new() { Payloads_ = { ServerPayload.Of($"terminated by new runID: {successor.RunId}") } },
            Identity = "history-service",
        });

    /// <summary>No task lasts longer than its run.</summary>
    public static TimeSpan TaskTimeout(Duration? asked, TimeSpan run)
    {
        var task = asked?.ToTimeSpan() is { } span && span > TimeSpan.Zero ? span : UsualTaskTimeout;
        return run > TimeSpan.Zero && run < task ? run : task;
    }

    /// <summary>A run does not outlast its chain.</summary>
    public static TimeSpan RunTimeout(Duration? run, Duration? execution)
    {
        var (one, all) = (run?.ToTimeSpan() ?? TimeSpan.Zero, execution?.ToTimeSpan() ?? TimeSpan.Zero);
        return all == TimeSpan.Zero ? one : one == TimeSpan.Zero || one > all ? all : one;
    }

    public static DateTimeOffset? Expiration(Kernel kernel, Duration? execution) =>
        execution?.ToTimeSpan() is { } span && span > TimeSpan.Zero ? kernel.Clock.Now + span : null;

    /// <summary>What no start can do without.</summary>
    public static void CheckNames(WorkflowType? type, Temporalio.Api.TaskQueue.V1.TaskQueue? queue)
    {
        if (type?.Name is not { Length: > 0 })
        {
            throw Refusals.Invalid("WorkflowType is not set on request.");
        }

        if (queue is not { Name.Length: > 0 })
        {
            throw Refusals.Invalid(queue is null ? "taskQueue is not set" : "missing task queue name");
        }
    }

    private static void Check(StartWorkflowExecutionRequest request)
    {
        if (request.WorkflowId.Length == 0)
        {
            throw Refusals.Invalid("WorkflowId is not set on request.");
        }

        CheckNames(request.WorkflowType, request.TaskQueue);
        CheckModelled(request);
        PayloadLimits.Check(request.Input);
        PayloadLimits.Check(request.Memo);
    }

    /// <exception cref="Grpc.Core.RpcException">It asks for what is not modelled.</exception>
    public static void CheckModelled(StartWorkflowExecutionRequest request)
    {
        var what = request.CronSchedule.Length > 0 ? "cron schedules"
            : request.CompletionCallbacks.Count > 0 ? "completion callbacks"
            : request.VersioningOverride is not null ? "worker versioning"
            : request.TimeSkippingConfig is not null ? "runs whose time is skipped"
            : request.OnConflictOptions is { AttachRequestId: true } or { AttachCompletionCallbacks: true } or { AttachLinks: true } ? "what a start attaches to the run that it joins"
            : null;
        if (what is not null)
        {
            throw Refusals.NotModelled(what);
        }
    }

    // Deprecated, and another word for the conflict policy that terminates.
#pragma warning disable CS0612 // Older clients send it.
    private static WorkflowIdReusePolicy TerminateIfRunning => WorkflowIdReusePolicy.TerminateIfRunning;
#pragma warning restore CS0612

    private static RunStart Of(Kernel kernel, StartWorkflowExecutionRequest request) => new()
    {
        WorkflowId = request.WorkflowId,
        Type = request.WorkflowType.Name,
        TaskQueue = request.TaskQueue.Name,
        Input = request.Input,
        Header = request.Header,
        ExecutionTimeout = request.WorkflowExecutionTimeout?.ToTimeSpan() ?? TimeSpan.Zero,
        RunTimeout = RunTimeout(request.WorkflowRunTimeout, request.WorkflowExecutionTimeout),
        TaskTimeout = TaskTimeout(request.WorkflowTaskTimeout, RunTimeout(request.WorkflowRunTimeout, request.WorkflowExecutionTimeout)),
        Expiration = Expiration(kernel, request.WorkflowExecutionTimeout),
        Retry = request.RetryPolicy is null ? null : Retries.Complete(request.RetryPolicy),
        Memo = request.Memo,
        Attributes = request.SearchAttributes,
        Metadata = request.UserMetadata,
        Priority = request.Priority,
        Identity = request.Identity,
        RequestId = request.RequestId,
        // With a seed its turn comes as all others' do.
        IsEager = request.RequestEagerExecution && request.WorkflowStartDelay is null && !kernel.Ids.IsSeeded,
        Backoff = request.WorkflowStartDelay?.ToTimeSpan() ?? TimeSpan.Zero,
        LastResult = request.LastCompletionResult,
        ContinuedFailure = request.ContinuedFailure,
    };
}
