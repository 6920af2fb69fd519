using Temporalio.Api.Enums.V1;
using Temporalio.Api.Update.V1;

namespace SharedImages.Rehearsal;

/// <summary>One update of a run, from admission to its outcome.</summary>
internal sealed class Update(Request request)
{
    public Request Request => request;

    public string Id => request.Meta.UpdateId;

    public UpdateWorkflowExecutionLifecycleStage Stage { get; private set; } = UpdateWorkflowExecutionLifecycleStage.Admitted;

    public long AcceptedId { get; private set; }

    public Outcome? Outcome { get; private set; }

    public void Accept(long acceptedId)
    {
        AcceptedId = acceptedId;
        Stage = UpdateWorkflowExecutionLifecycleStage.Accepted;
    }

    public void Complete(Outcome outcome)
    {
        Outcome = outcome;
        Stage = UpdateWorkflowExecutionLifecycleStage.Completed;
    }
}
