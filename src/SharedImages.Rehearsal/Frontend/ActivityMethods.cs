using Google.Protobuf;
using Temporalio.Api.WorkflowService.V1;

namespace SharedImages.Rehearsal;

/// <summary>Activities: polled for, beaten for, answered; by token, or by their workflow and id when they are completed from elsewhere.</summary>
internal static class ActivityMethods
{
    private const string NotOut = "invalid activityID or activity already timed out or invoking workflow is completed";

    public static void AddTo(Handlers handlers)
    {
        handlers.AddWaiting<PollActivityTaskQueueRequest>("PollActivityTaskQueue", async (request, call) =>
        {
            WorkerMethods.CheckVersion(request.DeploymentOptions);
            if (request.TaskQueueMetadata?.MaxTasksPerSecond is not null)
            {
                throw Refusals.NotModelled("limits of a task queue's activities per second");
            }

            return await WorkerMethods.PollAsync(call, new(request.TaskQueue.Name, true), request.Identity, request.WorkerInstanceKey) ?? new PollActivityTaskQueueResponse();
        });
        handlers.Add<RecordActivityTaskHeartbeatRequest>("RecordActivityTaskHeartbeat", (request, kernel) =>
        {
            var activity = Find(kernel, request.TaskToken);
            activity.Beat(request.Details);
            return new RecordActivityTaskHeartbeatResponse { CancelRequested = activity.CancelRequested, ActivityReset = activity.IsReset };
        });
        handlers.Add<RespondActivityTaskCompletedRequest>("RespondActivityTaskCompleted", (request, kernel) =>
        {
            Find(kernel, request.TaskToken).Complete(request.Result);
            return new RespondActivityTaskCompletedResponse();
        });
        handlers.Add<RespondActivityTaskFailedRequest>("RespondActivityTaskFailed", (request, kernel) =>
        {
            Find(kernel, request.TaskToken).Fail(request.Failure, request.LastHeartbeatDetails);
            return new RespondActivityTaskFailedResponse();
        });
        handlers.Add<RespondActivityTaskCanceledRequest>("RespondActivityTaskCanceled", (request, kernel) =>
        {
            Find(kernel, request.TaskToken).Cancel(request.Details);
            return new RespondActivityTaskCanceledResponse();
        });
        handlers.Add<ResetActivityRequest>("ResetActivity", Reset);
        AddById(handlers);
    }

    // A jitter is a span within which the next attempt begins: it begins at its start. Nothing is paused here and no options are changed, so
    // there is nothing to keep or to restore.
    private static ResetActivityResponse Reset(ResetActivityRequest request, Kernel kernel)
    {
        if (request.ActivityCase == ResetActivityRequest.ActivityOneofCase.None)
        {
            throw Refusals.Invalid("Either Activity.Id or Activity.Type should be set on request.");
        }

        kernel.Actions.ActivityResets++;
        var found = kernel.Runs.FindOpen(request.Execution).Activities.Values.Where(activity => IsMeant(activity, request)).ToList();
        if (found.Count == 0)
        {
            throw Refusals.NotFound("Can't find pending activity with such ID. Invalid activityID or activity already completed");
        }

        found.ForEach(activity => activity.Reset(request.ResetHeartbeat));
        return new();
    }

    private static bool IsMeant(PendingActivity activity, ResetActivityRequest request) => request.ActivityCase switch
    {
        ResetActivityRequest.ActivityOneofCase.Id => activity.Id == request.Id,
        ResetActivityRequest.ActivityOneofCase.Type => activity.Type == request.Type,
        _ => request.MatchAll,
    };

    private static void AddById(Handlers handlers)
    {
        handlers.Add<RecordActivityTaskHeartbeatByIdRequest>("RecordActivityTaskHeartbeatById", (request, kernel) =>
        {
            var activity = Find(kernel, request.WorkflowId, request.RunId, request.ActivityId);
            activity.Beat(request.Details);
            return new RecordActivityTaskHeartbeatByIdResponse { CancelRequested = activity.CancelRequested, ActivityReset = activity.IsReset };
        });
        handlers.Add<RespondActivityTaskCompletedByIdRequest>("RespondActivityTaskCompletedById", (request, kernel) =>
        {
            Find(kernel, request.WorkflowId, request.RunId, request.ActivityId).Complete(request.Result);
            return new RespondActivityTaskCompletedByIdResponse();
        });
        handlers.Add<RespondActivityTaskFailedByIdRequest>("RespondActivityTaskFailedById", (request, kernel) =>
        {
            Find(kernel, request.WorkflowId, request.RunId, request.ActivityId).Fail(request.Failure, request.LastHeartbeatDetails);
            return new RespondActivityTaskFailedByIdResponse();
        });
        handlers.Add<RespondActivityTaskCanceledByIdRequest>("RespondActivityTaskCanceledById", (request, kernel) =>
        {
            Find(kernel, request.WorkflowId, request.RunId, request.ActivityId).Cancel(request.Details);
            return new RespondActivityTaskCanceledByIdResponse();
        });
    }

    private static PendingActivity Find(Kernel kernel, ByteString token) =>
        kernel.Queues.Find<PendingActivity>(token)
        ?? throw Refusals.NotFound(kernel.Queues.RunOf(token) is { IsClosed: true } ? RunTable.AlreadyCompleted : NotOut);

    private static PendingActivity Find(Kernel kernel, string workflowId, string runId, string activityId) =>
        kernel.Runs.FindOpen(new() { WorkflowId = workflowId, RunId = runId }).Activities.Values.FirstOrDefault(activity => activity.Id == activityId && activity.IsStarted)
        ?? throw Refusals.NotFound(NotOut);
}
