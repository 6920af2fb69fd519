using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>Time as the workflow has it: that of its present task, the same in every replay.</summary>
internal static class WorkflowTime
{
    public static DateTimeOffset Now => new(Workflow.UtcNow, TimeSpan.Zero);
}
