using Temporalio.Api.Enums.V1;

namespace SharedImages.Rehearsal;

/// <summary>A child that has been initiated and whose end the parent has not heard of.</summary>
internal sealed class PendingChild(long initiatedId, string workflowId, string type, ParentClosePolicy closePolicy)
{
    public long InitiatedId => initiatedId;

    public string WorkflowId => workflowId;

    public string Type => type;

    public ParentClosePolicy ClosePolicy => closePolicy;

    /// <summary>0 until it has started.</summary>
    public long StartedId { get; set; }

    public Run? Run { get; set; }
}
