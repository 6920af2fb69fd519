using Google.Protobuf;
using Temporalio.Api.WorkflowService.V1;

namespace SharedImages.Rehearsal;

/// <summary>Workflow tasks: polled for, and answered.</summary>
internal static class WorkflowTaskMethods
{
    public static void AddTo(Handlers handlers)
    {
        handlers.AddWaiting<PollWorkflowTaskQueueRequest>("PollWorkflowTaskQueue", async (request, call) =>
            await WorkerMethods.PollAsync(call, new(request.TaskQueue.Name, false), request.Identity, request.WorkerInstanceKey) ?? new PollWorkflowTaskQueueResponse());
        handlers.Add<RespondWorkflowTaskCompletedRequest>("RespondWorkflowTaskCompleted", (request, kernel) =>
        {
            if (request.IntermediatePage)
            {
                throw Refusals.NotModelled("answers to workflow tasks in pages");
            }

            new CommandTurn(Find(kernel, request.TaskToken).Run, request).Play();
            return new RespondWorkflowTaskCompletedResponse();
        });
        handlers.Add<RespondWorkflowTaskFailedRequest>("RespondWorkflowTaskFailed", (request, kernel) =>
        {
            Find(kernel, request.TaskToken).Fail(request.Cause, request.Failure, request.Identity);
            return new RespondWorkflowTaskFailedResponse();
        });
        handlers.Add<ResetStickyTaskQueueRequest>("ResetStickyTaskQueue", (request, kernel) =>
        {
            kernel.Runs.FindOpen(request.Execution).Task.ForgetSticky();
            return new ResetStickyTaskQueueResponse();
        });
    }

    private static WorkflowTask Find(Kernel kernel, ByteString token) =>
        kernel.Queues.Find<WorkflowTask>(token) ?? throw Refusals.NotFound("Workflow task not found.");
}
