using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>What Temporal knows of a workflow's run.</summary>
/// <param name="WorkflowId">Its id.</param>
/// <param name="Type">Its workflow type.</param>
/// <param name="TaskQueue">The queue that its workflow tasks go to: whoever polls it decides what the workflow does.</param>
/// <param name="FirstRunId">First run of its chain.</param>
/// <param name="StartedAt">When this run was started, by Temporal's clock.</param>
/// <param name="State">How it stands.</param>
/// <param name="Parent">Id and run of the workflow that started it; null when none did.</param>
internal sealed record RunFacts(
    string WorkflowId, string Type, string TaskQueue, string FirstRunId, DateTimeOffset StartedAt, RunState State, (string WorkflowId, string RunId)? Parent)
{
    /// <summary>Whether it still runs.</summary>
    public bool IsOpen => State == RunState.Open;
}
