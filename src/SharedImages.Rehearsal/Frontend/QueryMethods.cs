using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.WorkflowService.V1;

namespace SharedImages.Rehearsal;

/// <summary>Queries: answered by a worker, from what the workflow has been told by then.</summary>
internal static class QueryMethods
{
    /// <summary>After so many failures in a row the workflow's state is not worth asking for.</summary>
    private const int MaxFailures = 3;

    // Less than the 30 s after which the SDK's core gives up a call: what is said here is heard.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static void AddTo(Handlers handlers)
    {
        handlers.AddWaiting<QueryWorkflowRequest>("QueryWorkflow", AskAsync);
        handlers.Add<RespondQueryTaskCompletedRequest>("RespondQueryTaskCompleted", (request, kernel) =>
        {
            var task = kernel.Queues.Find<QueryTask>(request.TaskToken) ?? throw Refusals.NotFound("query task not found, or already expired");
            task.Give(request);
            return new RespondQueryTaskCompletedResponse();
        });
    }

    private static async Task<IMessage> AskAsync(QueryWorkflowRequest request, Call call)
    {
        PayloadLimits.Check(request.Query?.QueryArgs);
        var run = call.Kernel.Do(() => call.Kernel.Runs.Find(request.Execution));
        if (IsRejected(run, request.QueryRejectCondition))
        {
            return new QueryWorkflowResponse { QueryRejected = new() { Status = run.Status } };
        }

        while (true)
        {
            await call.Kernel.WaitAsync(run, () => CanBeAsked(run) ? run : null, () => throw TimedOut(run), Patience, passesTime: false, call.Cancellation);
            if (call.Kernel.Do(() => CanBeAsked(run) ? Ask(run, request) : null) is { } query && await AnswerAsync(query, run, call) is { } answer)
            {
                return answer.CompletedType == QueryResultType.Answered
                    ? new QueryWorkflowResponse { QueryResult = answer.QueryResult }
                    : throw Refusals.QueryFailed(answer.ErrorMessage, answer.Failure);
            }
        }
    }

    // Null: its worker has gone.
    private static async Task<RespondQueryTaskCompletedRequest?> AnswerAsync(QueryTask query, Run run, Call call)
    {
        try
        {
            return await query.Answer.WaitAsync(Patience, call.Cancellation);
        }
        catch (TimeoutException)
        {
            throw TimedOut(run);
        }
        finally
        {
            call.Kernel.Do(() =>
            {
                call.Kernel.Queues.End(query);
                run.Query.End();
            });
        }
    }

    private static bool IsRejected(Run run, QueryRejectCondition condition) => condition switch
    {
        QueryRejectCondition.NotOpen => run.IsClosed,
        QueryRejectCondition.NotCompletedCleanly => run.IsClosed && run.Status != WorkflowExecutionStatus.Completed,
        _ => false,
    };

    private static bool CanBeAsked(Run run)
    {
        if (!run.IsClosed && !run.Task.HasBeen)
        {
            throw Refusals.Of(StatusCode.FailedPrecondition, "Workflow task is not scheduled yet.", new WorkflowNotReadyFailure());
        }

        if (!run.IsClosed && run.Task.Attempt > MaxFailures)
        {
            throw Refusals.Of(StatusCode.FailedPrecondition, "Cannot query workflow due to Workflow Task in failed state.");
        }

        return !run.Query.IsTaken && (run.IsClosed || run.Task.IsIdle);
    }

    private static QueryTask Ask(Run run, QueryWorkflowRequest request)
    {
        var queue = Queue(run);
        var query = new QueryTask(queue, queue.Name != run.Start.TaskQueue, (query, poller) => Shown(run, request, query, poller));
        run.Query.Begin();
        run.Kernel.Queues.Add(query);
        return query;
    }

    private static QueueKey Queue(Run run) =>
        run.Task.Sticky is { } sticky && !run.IsClosed && run.Kernel.Queues.HasWorker(new(sticky.Queue, false))
            ? new(sticky.Queue, false)
            : new(run.Start.TaskQueue, false);

    private static PollWorkflowTaskQueueResponse Shown(Run run, QueryWorkflowRequest request, QueryTask task, Poller poller)
    {
        var handedOut = run.Kernel.Queues.Register(poller, task, run);
        task.Begin(handedOut);
        run.Kernel.Actions.Queries++;
        return new()
        {
            TaskToken = ByteString.CopyFromUtf8(handedOut.Token),
            WorkflowExecution = run.Execution,
            WorkflowType = new() { Name = run.Start.Type },
            PreviousStartedEventId = run.Task.LastStartedId,
            StartedEventId = run.Task.LastStartedId,
            Attempt = 1,
            WorkflowExecutionTaskQueue = new() { Name = run.Start.TaskQueue, Kind = TaskQueueKind.Normal },
            ScheduledTime = Timestamp.FromDateTimeOffset(run.Kernel.Clock.Now),
            StartedTime = Timestamp.FromDateTimeOffset(run.Kernel.Clock.Now),
            History = task.IsSticky ? new() : new() { Events = { run.History.After(0) } },
            Query = request.Query,
        };
    }

    private static RpcException TimedOut(Run run) =>
        Refusals.Of(StatusCode.DeadlineExceeded, $"query timed out before a worker could process it; {run.Start.Type} {run.WorkflowId}: {(run.Query.IsTaken ? "a query is with a worker" : run.Task)}");
}
