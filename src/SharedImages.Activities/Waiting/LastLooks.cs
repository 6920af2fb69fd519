using System.Collections.Concurrent;
using SharedImages.Workflows;
using Temporalio.Activities;

namespace SharedImages.Activities;

/// <summary>What this worker saw last in each step that waits: when an operator has it wait on, a stall begins anew. Bounded; losing it costs at most the time that a stall has lasted by then.</summary>
internal sealed class LastLooks
{
    private const int MaxKnown = 10_000;

    private readonly ConcurrentDictionary<string, CopyLook> known = new(StringComparer.Ordinal);

    private static string Step => $"{ActivityExecutionContext.Current.Info.WorkflowRunId}/{ActivityExecutionContext.Current.Info.ActivityId}";

    /// <summary>The newer of the look that Temporal told of and the one that is known here; null = there was none.</summary>
    public CopyLook? Newer(CopyLook? told) =>
        known.TryGetValue(Step, out var own) && !(told?.SeenAt >= own.SeenAt) ? own : told;

    public void Keep(CopyLook seen)
    {
        if (known.Count >= MaxKnown)
        {
            known.Clear();
        }

        known[Step] = seen;
    }
}
