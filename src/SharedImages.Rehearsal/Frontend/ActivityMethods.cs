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
            await WorkerMethods.PollAsync(call, new(request.TaskQueue.Name, true), request.Identity, request.WorkerInstanceKey) ?? new PollActivityTaskQueueResponse());
        handlers.Add<RecordActivityTaskHeartbeatRequest>("RecordActivityTaskHeartbeat", (request, kernel) =>
            new RecordActivityTaskHeartbeatResponse { CancelRequested = Find(kernel, request.TaskToken).Beat(request.Details) });
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
        AddById(handlers);
    }

    private static void AddById(Handlers handlers)
    {
        handlers.Add<RecordActivityTaskHeartbeatByIdRequest>("RecordActivityTaskHeartbeatById", (request, kernel) =>
            new RecordActivityTaskHeartbeatByIdResponse { CancelRequested = Find(kernel, request.WorkflowId, request.RunId, request.ActivityId).Beat(request.Details) });
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
