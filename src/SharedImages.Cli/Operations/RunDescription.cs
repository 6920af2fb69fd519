using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Converters;

namespace SharedImages.Cli;

/// <summary>The SDK's description, and the raw answer, which alone has the pending activities and children.</summary>
internal sealed class RunDescription(DescribeWorkflowExecutionResponse raw, DataConverter converter) : WorkflowExecutionDescription(raw, converter)
{
    public DescribeWorkflowExecutionResponse Raw { get; } = raw;
}
