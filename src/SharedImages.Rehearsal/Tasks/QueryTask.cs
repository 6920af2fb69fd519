using Temporalio.Api.WorkflowService.V1;

namespace SharedImages.Rehearsal;

/// <summary>A query that is with a worker.</summary>
internal sealed class QueryTask
{
    private readonly TaskCompletionSource<RespondQueryTaskCompletedRequest> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HandedOut? HandedOut { get; set; }

    public Task<RespondQueryTaskCompletedRequest> Answer => answer.Task;

    public void Give(RespondQueryTaskCompletedRequest given) => answer.TrySetResult(given);
}
