using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;

namespace SharedImages.Rehearsal;

/// <summary>Queries: answered by a worker, from what the workflow has been told by then.</summary>
internal static class QueryMethods
{
    /// <summary>After so many failures in a row the workflow's state is not worth asking for.</summary>
    private const int MaxFailures = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static void AddTo(Handlers handlers)
    {
        handlers.AddWaiting<QueryWorkflowRequest>("QueryWorkflow", AskAsync);
        handlers.Add<RespondQueryTaskCompletedRequest>("RespondQueryTaskCompleted", (request, kernel) =>
        {
            var task = kernel.Queues.Find<QueryTask>(request.TaskToken) ?? throw Refusals.NotFound("query task not found, or already expired");
            kernel.Queues.Return(task.HandedOut);
            task.Give(request);
            return new RespondQueryTaskCompletedResponse();
        });
    }

    private static async Task<IMessage> AskAsync(QueryWorkflowRequest request, Call call)
    {
        var run = call.Kernel.Do(() => call.Kernel.Runs.Find(request.Execution));
        if (IsRejected(run, request.QueryRejectCondition))
        {
            return new QueryWorkflowResponse { QueryRejected = new() { Status = run.Status } };
        }

        await call.Kernel.WaitAsync(run, () => IsUpToDate(run) ? run : null, () => throw TimedOut(), Patience, passesTime: false, call.Cancellation);
        var task = new QueryTask();
        var ready = new ReadyTask(poller => Shown(run, request, task, poller));
        call.Kernel.Do(() => call.Kernel.Queues.Add(Queue(run), ready));
        try
        {
            var answer = await task.Answer.WaitAsync(Patience, call.Cancellation);
            return answer.CompletedType == QueryResultType.Answered
                ? new QueryWorkflowResponse { QueryResult = answer.QueryResult }
                : throw Refusals.QueryFailed(answer.ErrorMessage, answer.Failure);
        }
        catch (TimeoutException)
        {
            throw TimedOut();
        }
        finally
        {
            call.Kernel.Do(() =>
            {
                ready.CallOff();
                call.Kernel.Queues.Return(task.HandedOut);
            });
        }
    }

    private static bool IsRejected(Run run, QueryRejectCondition condition) => condition switch
    {
        QueryRejectCondition.NotOpen => run.IsClosed,
        QueryRejectCondition.NotCompletedCleanly => run.IsClosed && run.Status != WorkflowExecutionStatus.Completed,
        _ => false,
    };

    private static bool IsUpToDate(Run run) =>
        run.Task.Attempt > MaxFailures && !run.IsClosed
            ? throw Refusals.Of(StatusCode.FailedPrecondition, "Cannot query workflow due to Workflow Task in failed state.")
            : run.IsClosed || run.Task.IsIdle;

    private static QueueKey Queue(Run run) =>
        run.Task.Sticky is { } sticky && !run.IsClosed && run.Kernel.Queues.HasWorker(new(sticky.Queue, false))
            ? new(sticky.Queue, false)
            : new(run.Start.TaskQueue, false);

    private static PollWorkflowTaskQueueResponse Shown(Run run, QueryWorkflowRequest request, QueryTask task, Poller poller)
    {
        task.HandedOut = run.Kernel.Queues.Register(poller, task, run);
        run.Kernel.Actions.Queries++;
        var isCached = poller.Queue.Name != run.Start.TaskQueue;
        return new()
        {
            TaskToken = ByteString.CopyFromUtf8(task.HandedOut.Token),
            WorkflowExecution = run.Execution,
            WorkflowType = new() { Name = run.Start.Type },
            PreviousStartedEventId = run.Task.LastStartedId,
            StartedEventId = run.Task.LastStartedId,
            Attempt = 1,
            WorkflowExecutionTaskQueue = new() { Name = run.Start.TaskQueue, Kind = TaskQueueKind.Normal },
            ScheduledTime = Timestamp.FromDateTimeOffset(run.Kernel.Clock.Now),
            StartedTime = Timestamp.FromDateTimeOffset(run.Kernel.Clock.Now),
            History = isCached ? new() : new() { Events = { run.History.After(0) } },
            Query = request.Query,
        };
    }

    private static RpcException TimedOut() => Refusals.Of(StatusCode.DeadlineExceeded, "query timed out before a worker could process it");
}
