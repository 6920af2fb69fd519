using Temporalio.Api.Enums.V1;

namespace SharedImages.Rehearsal;

/// <summary>
/// Events that arrive while a workflow task is with a worker. They are written when it has answered: outcomes of activities and children
/// last, so that a workflow sees a signal before the outcome that arrived with it.
/// </summary>
internal sealed class EventBuffer
{
    private readonly List<Entry> entries = [];

    public bool IsEmpty => entries.Count == 0;

    public void Add(EventType type, string? key, Action write) => entries.Add(new(key, IsOutcome(type), write));

    /// <summary>Takes back what has not been written, such as the firing of a timer that is canceled now.</summary>
    public bool TakeBack(string key) => entries.RemoveAll(entry => entry.Key == key) > 0;

    public void Clear() => entries.Clear();

    public void Flush()
    {
        var all = entries.Where(entry => !entry.IsOutcome).Concat(entries.Where(entry => entry.IsOutcome)).ToList();
        entries.Clear();
        foreach (var entry in all)
        {
            entry.Write();
        }
    }

    private static bool IsOutcome(EventType type) => type
        is EventType.ActivityTaskCompleted
        or EventType.ActivityTaskFailed
        or EventType.ActivityTaskTimedOut
        or EventType.ActivityTaskCanceled
        or EventType.ChildWorkflowExecutionCompleted
        or EventType.ChildWorkflowExecutionFailed
        or EventType.ChildWorkflowExecutionTimedOut
        or EventType.ChildWorkflowExecutionCanceled
        or EventType.ChildWorkflowExecutionTerminated;

    private sealed record Entry(string? Key, bool IsOutcome, Action Write);
}
