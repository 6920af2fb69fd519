using Google.Protobuf;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;

namespace SharedImages.Rehearsal;

/// <summary>Workflow tasks: polled for, and answered.</summary>
internal static class WorkflowTaskMethods
{
    public static void AddTo(Handlers handlers)
    {
        handlers.AddWaiting<PollWorkflowTaskQueueRequest>("PollWorkflowTaskQueue", async (request, call) =>
        {
#pragma warning disable CS0612 // Older workers say it so.
            WorkerMethods.CheckVersion(request.DeploymentOptions, request.WorkerVersionCapabilities);
#pragma warning restore CS0612
            return await WorkerMethods.PollAsync(call, new(request.TaskQueue.Name, false), request.Identity, request.WorkerInstanceKey) ?? new PollWorkflowTaskQueueResponse();
        });
        handlers.AddWaiting<RespondWorkflowTaskCompletedRequest>("RespondWorkflowTaskCompleted", (request, call) => Task.FromResult<IMessage>(Complete(request, call.Kernel)));
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

    // Commands that cannot be carried out fail the task, and the worker is told: else it would go on with what it holds of the workflow.
    private static RespondWorkflowTaskCompletedResponse Complete(RespondWorkflowTaskCompletedRequest request, Kernel kernel)
    {
        if (request.IntermediatePage)
        {
            throw Refusals.NotModelled("answers to workflow tasks in pages");
        }

        if (request.VersioningBehavior != VersioningBehavior.Unspecified)
        {
            throw Refusals.NotModelled("worker versioning");
        }

        string? problem = null;
        kernel.Do(() => problem = new CommandTurn(Find(kernel, request.TaskToken).Run, request).Play());
        return problem is null ? new RespondWorkflowTaskCompletedResponse() : throw Refusals.Invalid(problem);
    }

    private static WorkflowTask Find(Kernel kernel, ByteString token) =>
        kernel.Queues.Find<WorkflowTask>(token) ?? throw Refusals.NotFound("Workflow task not found.");
}
