using Temporalio.Api.Enums.V1;

namespace SharedImages.Rehearsal;

/// <summary>Runs that would never end, or would go on by a guess, and that somebody waits for: they are ended, and the reason says why.</summary>
internal static class HopelessRuns
{
    public static void EndRunaway(Run run) => Terminate(
        run,
        $"{run.Start.Type} {run.WorkflowId} loops without time passing: more than 10,000 workflow tasks at one moment of virtual time. Look for a loop without a timer, or for one that signals or updates itself.");

    public static void EndFailing(Run run, int failures, string firstFailure) => Terminate(
        run,
        $"{run.Start.Type} {run.WorkflowId}: its workflow task has failed {failures} times in a row: {firstFailure}. On a Temporal server it would be tried again until the code is put right.");

    /// <summary>It, or an activity of it, has asked for what is not modelled.</summary>
    public static void EndRefused(Run run, string refusal) => Terminate(run, refusal);

    private static void Terminate(Run run, string reason) => run.Close(
        WorkflowExecutionStatus.Terminated,
        EventType.WorkflowExecutionTerminated,
        e => e.WorkflowExecutionTerminatedEventAttributes = new() { Identity = "rehearsal", Reason = reason });
}
