using SharedImages.Workflows;
using Temporalio.Activities;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Client.Schedules;

namespace SharedImages.Activities;

/// <summary>What is asked of Temporal at several places, through the client of the worker that runs the activity.</summary>
internal static class TemporalCalls
{
    private const int MaxNote = 400;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>The same for all attempts of a step, so that it is asked for once.</summary>
    public static string Once => $"{ActivityExecutionContext.Current.Info.WorkflowRunId}/{ActivityExecutionContext.Current.Info.ActivityId}";

    /// <summary>A call that is bounded in time.</summary>
    public static RpcOptions Call(CancellationToken cancellationToken) => new() { Timeout = Timeout, CancellationToken = cancellationToken };

    /// <summary>The spec that a promotion was started with, from the first event of its history; null when it is none that can be read.</summary>
    /// <param name="workflowId">Its workflow id.</param>
    /// <param name="runId">Its run id; empty = the newest.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<PromotionSpec?> SpecAsync(string workflowId, string runId, CancellationToken cancellationToken)
    {
        var client = ActivityExecutionContext.Current.TemporalClient;
        var answer = await client.WorkflowService.GetWorkflowExecutionHistoryAsync(
            new GetWorkflowExecutionHistoryRequest { Namespace = client.Options.Namespace, Execution = new() { WorkflowId = workflowId, RunId = runId }, MaximumPageSize = 1 },
            Call(cancellationToken));
        return answer.History.Events is [{ WorkflowExecutionStartedEventAttributes.Input.Payloads_: [var spec, ..] }, ..] ? PromotionSpecReader.ReadJson(spec.Data.Span).Spec : null;
    }

    /// <summary>Pauses a schedule; a note that is too long is cut.</summary>
    public static Task PauseAsync(ScheduleHandle schedule, string note, CancellationToken cancellationToken) =>
        schedule.PauseAsync(note.Length <= MaxNote ? note : note[..MaxNote] + "…", Call(cancellationToken));
}
