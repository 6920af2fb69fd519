using Google.Protobuf;
using Grpc.Core;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.WorkflowService.V1;

namespace SharedImages.Rehearsal;

/// <summary>Runs begin: alone, with a signal, with an update.</summary>
internal static class StartMethods
{
    public static void AddTo(Handlers handlers)
    {
        handlers.AddWaiting<StartWorkflowExecutionRequest>("StartWorkflowExecution", (request, call) => Task.FromResult<IMessage>(call.Kernel.Do(() => Start(request, call))));
        handlers.Add<SignalWithStartWorkflowExecutionRequest>("SignalWithStartWorkflowExecution", SignalWithStart);
        handlers.AddWaiting<ExecuteMultiOperationRequest>("ExecuteMultiOperation", StartWithUpdateAsync);
    }

    private static StartWorkflowExecutionResponse Start(StartWorkflowExecutionRequest request, Call call)
    {
        var answer = Starting.Start(call.Kernel, request);
        if (call.Kernel.Runs.ByRunId(answer.RunId) is { } run && run.History[1].WorkflowExecutionStartedEventAttributes.EagerExecutionAccepted)
        {
            answer.EagerWorkflowTask = run.Task.TakeEagerly(new(new(request.TaskQueue.Name, false), call.Connection, request.Identity, worker: ""));
        }

        return answer;
    }

    private static SignalWithStartWorkflowExecutionResponse SignalWithStart(SignalWithStartWorkflowExecutionRequest request, Kernel kernel)
    {
        var start = new StartWorkflowExecutionRequest
        {
            Namespace = request.Namespace,
            WorkflowId = request.WorkflowId,
            WorkflowType = request.WorkflowType,
            TaskQueue = request.TaskQueue,
            Input = request.Input,
            WorkflowExecutionTimeout = request.WorkflowExecutionTimeout,
            WorkflowRunTimeout = request.WorkflowRunTimeout,
            WorkflowTaskTimeout = request.WorkflowTaskTimeout,
            Identity = request.Identity,
            RequestId = request.RequestId,
            WorkflowIdReusePolicy = request.WorkflowIdReusePolicy,
            WorkflowIdConflictPolicy = request.WorkflowIdConflictPolicy,
            RetryPolicy = request.RetryPolicy,
            CronSchedule = request.CronSchedule,
            Memo = request.Memo,
            SearchAttributes = request.SearchAttributes,
            Header = request.Header,
            WorkflowStartDelay = request.WorkflowStartDelay,
            UserMetadata = request.UserMetadata,
            VersioningOverride = request.VersioningOverride,
            Priority = request.Priority,
            TimeSkippingConfig = request.TimeSkippingConfig,
        };
        Starting.CheckModelled(start);
        var started = false;
        if (kernel.Runs.Latest(request.WorkflowId) is not { IsClosed: false } run || request.WorkflowIdConflictPolicy == WorkflowIdConflictPolicy.TerminateExisting)
        {
            run = kernel.Runs.ByRunId(Starting.Start(kernel, start, isAction: false).RunId)!;
            started = true;
        }

        RunMethods.Signal(run, request.SignalName, request.SignalInput, request.Header, request.Identity, request.RequestId);
        return new() { RunId = run.RunId, Started = started };
    }

    private static async Task<IMessage> StartWithUpdateAsync(ExecuteMultiOperationRequest request, Call call)
    {
        if (request.Operations is not [{ StartWorkflow: { } start }, { UpdateWorkflow: { } wanted }])
        {
            throw Refusals.NotModelled("other multi-operations than start and update");
        }

        if (start.RequestEagerExecution)
        {
            throw Refusals.NotModelled("eager starts with an update");
        }

        StartWorkflowExecutionResponse started;
        (Run Run, Update Update) admitted;
        try
        {
            (started, admitted) = call.Kernel.Do(() =>
            {
                // An update that the running workflow has already is joined, whatever the policy says.
                var answer = call.Kernel.Runs.Latest(start.WorkflowId) is { IsClosed: false } there && there.Updates.Find(wanted.Request.Meta.UpdateId) is not null
                    ? new() { RunId = there.RunId, Started = false, Status = there.Status }
                    : Starting.Start(call.Kernel, start);
                var run = call.Kernel.Runs.ByRunId(answer.RunId)!;
                return (answer, (run, run.Updates.Admit(wanted.Request)));
            });
        }
        catch (RpcException e)
        {
            throw Failed(e);
        }

        return new ExecuteMultiOperationResponse
        {
            Responses =
            {
                new ExecuteMultiOperationResponse.Types.Response { StartWorkflow = started },
                new ExecuteMultiOperationResponse.Types.Response { UpdateWorkflow = await UpdateMethods.WaitAsync(call, admitted.Run, admitted.Update, wanted.WaitPolicy) },
            },
        };
    }

    // The first operation's error is the call's; the second was not tried.
    private static RpcException Failed(RpcException e)
    {
        var detail = new MultiOperationExecutionFailure
        {
            Statuses =
            {
                Status(e),
                new MultiOperationExecutionFailure.Types.OperationStatus
                {
                    Code = (int)StatusCode.Aborted,
                    Message = "Operation was aborted.",
                    Details = { Google.Protobuf.WellKnownTypes.Any.Pack(new Temporalio.Api.Failure.V1.MultiOperationExecutionAborted()) },
                },
            },
        };
        return Refusals.Of(e.StatusCode, e.Status.Detail, detail);
    }

    private static MultiOperationExecutionFailure.Types.OperationStatus Status(RpcException e)
    {
        var status = new MultiOperationExecutionFailure.Types.OperationStatus { Code = (int)e.StatusCode, Message = e.Status.Detail };
        if (e.Trailers.GetValueBytes("grpc-status-details-bin") is { } bytes)
        {
            status.Details.Add(Temporalio.Api.Common.V1.GrpcStatus.Parser.ParseFrom(bytes).Details);
        }

        return status;
    }
}
