using SharedImages.Workflows;
using Temporalio.Api.History.V1;

namespace SharedImages.Cli;

/// <summary>A decision that a run has taken.</summary>
/// <param name="Request">On what, and which.</param>
/// <param name="By">Who made it.</param>
/// <param name="Time">When.</param>
internal sealed record Decision(ResolveRequest Request, string By, DateTimeOffset Time)
{
    /// <summary>One by signal is ignored where it does not fit; one by update would not be in the history then.</summary>
    public bool BySignal { get; init; }

    /// <summary>Null when the event is none. What a run hands on to its parts is none.</summary>
    public static Decision? Of(HistoryEvent e)
    {
        var (name, input, by) = e switch
        {
            { WorkflowExecutionUpdateAcceptedEventAttributes.AcceptedRequest: { } update } => (update.Input.Name, update.Input.Args, update.Meta.Identity),
            { WorkflowExecutionSignaledEventAttributes: { ExternalWorkflowExecution: null } signal } => (signal.SignalName, signal.Input, signal.Identity),
            _ => ("", null, ""),
        };
        return name == ContractNames.Resolve && HistoryPayloads.Object(input)?.As<ResolveRequest>() is { Item: not null, Step: not null } request
            ? new(request, by, e.EventTime.ToDateTimeOffset()) { BySignal = e.WorkflowExecutionSignaledEventAttributes is not null }
            : null;
    }
}
