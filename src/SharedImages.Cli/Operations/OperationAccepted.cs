using System.Text.Json.Serialization;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>What <c>promote --detach --output json</c> prints.</summary>
internal sealed record OperationAccepted([property: JsonPropertyOrder(1)] RunFacts Run)
{
    public string ApiVersion { get; } = ContractNames.ApiVersion;

    public string Kind { get; } = nameof(OperationAccepted);
}
