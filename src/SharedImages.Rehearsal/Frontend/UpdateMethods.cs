using Grpc.Core;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Update.V1;
using Temporalio.Api.WorkflowService.V1;

namespace SharedImages.Rehearsal;

/// <summary>Updates: asked for, and waited for up to a stage.</summary>
internal static class UpdateMethods
{
    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(20);

    public static void AddTo(Handlers handlers)
    {
        handlers.AddWaiting<UpdateWorkflowExecutionRequest>("UpdateWorkflowExecution", async (request, call) =>
        {
            var (run, update) = call.Kernel.Do(() => Admit(call.Kernel, request));
            return await WaitAsync(call, run, update, request.WaitPolicy);
        });
        handlers.AddWaiting<PollWorkflowExecutionUpdateRequest>("PollWorkflowExecutionUpdate", async (request, call) =>
        {
            var (run, update) = call.Kernel.Do(() =>
            {
                var found = call.Kernel.Runs.Find(request.UpdateRef.WorkflowExecution);
                return (found, found.Updates.Find(request.UpdateRef.UpdateId) ?? throw Refusals.NotFound($"update \"{request.UpdateRef.UpdateId}\" not found"));
            });
            var answer = await WaitAsync(call, run, update, request.WaitPolicy);
            return new PollWorkflowExecutionUpdateResponse { UpdateRef = answer.UpdateRef, Stage = answer.Stage, Outcome = answer.Outcome };
        });
    }

    public static async Task<UpdateWorkflowExecutionResponse> WaitAsync(Call call, Run run, Update update, WaitPolicy? policy)
    {
        var wanted = policy?.LifecycleStage ?? UpdateWorkflowExecutionLifecycleStage.Unspecified;
        return await call.Kernel.WaitAsync(
            run,
            () => update.Stage >= wanted ? Answer(run, update) : run.IsClosed ? throw Gone(run) : null,
            () => Answer(run, update),
            LongPoll,
            passesTime: true,
            call.Cancellation);
    }

    private static (Run Run, Update Update) Admit(Kernel kernel, UpdateWorkflowExecutionRequest request)
    {
        var run = kernel.Runs.Find(request.WorkflowExecution);
        if (run.Updates.Find(request.Request.Meta.UpdateId) is { } there)
        {
            return (run, there);
        }

        run = kernel.Runs.FindOpen(request.WorkflowExecution, request.FirstExecutionRunId);
        return (run, run.Updates.Admit(request.Request));
    }

    // A client tries again after the first, and finds the run that goes on.
    private static RpcException Gone(Run run) => run.Successor is null
        ? Refusals.NotFound(RunTable.AlreadyCompleted)
        : Refusals.Of(StatusCode.Unavailable, "workflow update was aborted because the workflow continued as new");

    private static UpdateWorkflowExecutionResponse Answer(Run run, Update update) => new()
    {
        UpdateRef = new() { UpdateId = update.Id, WorkflowExecution = run.Execution },
        Stage = update.Stage,
        Outcome = update.Outcome,
    };
}
