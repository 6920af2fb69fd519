using SharedImages.Workflows;
using Temporalio.Activities;

namespace SharedImages.Activities;

/// <summary>What this worker saw last in each step that waits: when an operator has it wait on, a stall begins anew. Bounded; losing it costs at most the time that a stall has lasted by then.</summary>
internal sealed class LastLooks
{
    private readonly BoundedMemory<string, CopyLook> known = new(most: 10_000);

    private static string Step => $"{ActivityExecutionContext.Current.Info.WorkflowRunId}/{ActivityExecutionContext.Current.Info.ActivityId}";

    /// <summary>The newer of the look that Temporal told of and the one that is known here; null = there was none.</summary>
    public CopyLook? Newer(CopyLook? told) =>
        known.TryGet(Step, out var own) && !(told?.SeenAt >= own.SeenAt) ? own : told;

    public void Keep(CopyLook seen) => known.Keep(Step, seen);
}
