using Google.Protobuf;
using Temporalio.Api.WorkflowService.V1;

namespace SharedImages.Rehearsal;

/// <summary>A query that waits for a worker, or is with one.</summary>
/// <param name="queue">Where it waits.</param>
/// <param name="isSticky">Whether that is the queue of one worker.</param>
/// <param name="show">What the worker gets that polls.</param>
internal sealed class QueryTask(QueueKey queue, bool isSticky, Func<QueryTask, Poller, IMessage> show)
{
    private readonly TaskCompletionSource<RespondQueryTaskCompletedRequest?> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ReadyTask? ready;

    public QueueKey Queue => queue;

    public bool IsSticky => isSticky;

    /// <summary>Null = it waits.</summary>
    public HandedOut? HandedOut { get; private set; }

    /// <summary>Null = no worker is left that could answer; another one is to be asked.</summary>
    public Task<RespondQueryTaskCompletedRequest?> Answer => answer.Task;

    public ReadyTask Ready => ready ??= new(order: 0, poller => show(this, poller));

    public void Begin(HandedOut task) => HandedOut = task;

    public void Give(RespondQueryTaskCompletedRequest? given) => answer.TrySetResult(given);
}
