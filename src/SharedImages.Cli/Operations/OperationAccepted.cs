using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>What <c>promote --detach --output json</c> prints.</summary>
internal sealed record OperationAccepted(string WorkflowId, string RunId)
{
    public string ApiVersion { get; } = ContractNames.ApiVersion;

    public string Kind { get; } = nameof(OperationAccepted);
}
