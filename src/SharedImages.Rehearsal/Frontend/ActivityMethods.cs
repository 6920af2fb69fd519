using Google.Protobuf;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Failure.V1;
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
#pragma warning disable CS0612 // Older workers say it so.
            WorkerMethods.CheckVersion(request.DeploymentOptions, request.WorkerVersionCapabilities);
#pragma warning restore CS0612
            if (request.TaskQueueMetadata?.MaxTasksPerSecond is not null)
            {
                throw Refusals.NotModelled("limits of a task queue's activities per second");
            }

            return await WorkerMethods.PollAsync(call, new(request.TaskQueue.Name, true), request.Identity, request.WorkerInstanceKey) ?? new PollActivityTaskQueueResponse();
        });
        handlers.Add<RecordActivityTaskHeartbeatRequest>("RecordActivityTaskHeartbeat", (request, kernel) =>
        {
            var activity = Find(kernel, request.TaskToken);
            return new RecordActivityTaskHeartbeatResponse { CancelRequested = Beat(activity, request.Details), ActivityReset = activity.IsReset };
        });
        handlers.Add<RespondActivityTaskCompletedRequest>("RespondActivityTaskCompleted", (request, kernel) =>
        {
            Complete(Find(kernel, request.TaskToken), request.Result);
            return new RespondActivityTaskCompletedResponse();
        });
        handlers.Add<RespondActivityTaskFailedRequest>("RespondActivityTaskFailed", (request, kernel) =>
        {
            Fail(Find(kernel, request.TaskToken), request.Failure, request.LastHeartbeatDetails);
            return new RespondActivityTaskFailedResponse();
        });
        handlers.Add<RespondActivityTaskCanceledRequest>("RespondActivityTaskCanceled", (request, kernel) =>
        {
            Cancel(Find(kernel, request.TaskToken), request.Details);
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
            return new RecordActivityTaskHeartbeatByIdResponse { CancelRequested = Beat(activity, request.Details), ActivityReset = activity.IsReset };
        });
        handlers.Add<RespondActivityTaskCompletedByIdRequest>("RespondActivityTaskCompletedById", (request, kernel) =>
        {
            Complete(Find(kernel, request.WorkflowId, request.RunId, request.ActivityId), request.Result);
            return new RespondActivityTaskCompletedByIdResponse();
        });
        handlers.Add<RespondActivityTaskFailedByIdRequest>("RespondActivityTaskFailedById", (request, kernel) =>
        {
            Fail(Find(kernel, request.WorkflowId, request.RunId, request.ActivityId), request.Failure, request.LastHeartbeatDetails);
            return new RespondActivityTaskFailedByIdResponse();
        });
        handlers.Add<RespondActivityTaskCanceledByIdRequest>("RespondActivityTaskCanceledById", (request, kernel) =>
        {
            Cancel(Find(kernel, request.WorkflowId, request.RunId, request.ActivityId), request.Details);
            return new RespondActivityTaskCanceledByIdResponse();
        });
    }

    // Whether its worker is to give up.
    private static bool Beat(PendingActivity activity, Payloads? details)
    {
        if (FailsBySize(activity, details, "Heartbeat details exceed"))
        {
            return true;
        }

        activity.Beat(details);
        return activity.CancelRequested;
    }

    private static void Complete(PendingActivity activity, Payloads? result)
    {
        if (!FailsBySize(activity, result, "Complete result exceeds"))
        {
            activity.Complete(result);
        }
    }

    private static void Cancel(PendingActivity activity, Payloads? details)
    {
        if (!FailsBySize(activity, details, "Cancel details exceed"))
        {
            activity.Cancel(details);
        }
    }

    private static bool FailsBySize(PendingActivity activity, Payloads? values, string what)
    {
        if (!PayloadLimits.IsTooLarge(values))
        {
            return false;
        }

        activity.Fail(TooLarge(what), null);
        return true;
    }

    private static void Fail(PendingActivity activity, Failure failure, Payloads? lastHeartbeat) => activity.Fail(
        PayloadLimits.IsTooLarge(failure)
            ? TooLarge("Failure exceeds", new() { Message = failure.Message, Source = failure.Source, ApplicationFailureInfo = failure.ApplicationFailureInfo is { } info ? new() { Type = info.Type, NonRetryable = info.NonRetryable } : null })
            : failure,
        lastHeartbeat);

    private static Failure TooLarge(string what, Failure? cause = null) =>
        new() { Message = $"{what} size limit.", ServerFailureInfo = new() { NonRetryable = true }, Cause = cause };

    private static PendingActivity Find(Kernel kernel, ByteString token) =>
        kernel.Queues.Find<PendingActivity>(token)
        ?? throw Refusals.NotFound(kernel.Queues.RunOf(token) is { IsClosed: true } ? RunTable.AlreadyCompleted : NotOut);

    private static PendingActivity Find(Kernel kernel, string workflowId, string runId, string activityId) =>
        kernel.Runs.FindOpen(new() { WorkflowId = workflowId, RunId = runId }).Activities.Values.FirstOrDefault(activity => activity.Id == activityId && activity.IsStarted)
        ?? throw Refusals.NotFound(NotOut);
}
