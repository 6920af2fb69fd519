using Microsoft.Extensions.Logging;
using SharedImages.Ecs;
using Temporalio.Activities;

namespace SharedImages.Activities;

/// <summary>One line in the log per write, whatever its answer.</summary>
internal static class Writes
{
    public static async Task LogAsync(
        string workflowId, string account, string region, string action, string what, Func<Task<(string RequestId, string Answer)>> write)
    {
        void Log(string answer, string? requestId) => ActivityExecutionContext.Current.Logger.LogInformation(
            "{Action} {Resource} in {Region} for {WorkflowId}, account {Account}: {Answer} (request {RequestId})",
            action, what, region, workflowId, account, answer, requestId);

        try
        {
            var (requestId, answer) = await write();
            Log(answer, requestId);
        }
        catch (EcsException e)
        {
            Log(e.Code, e.RequestId);
            throw;
        }
        catch (OperationCanceledException)
        {
            Log("given up before the answer", requestId: null);
            throw;
        }
    }
}
