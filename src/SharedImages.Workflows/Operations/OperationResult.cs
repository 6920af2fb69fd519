using System.Text.Json.Serialization;
using Temporalio.Exceptions;

namespace SharedImages.Workflows;

/// <summary>
/// How an operation ended: return value, first detail of its failure, and (bounded) the memo of a canceled run. The same for every kind;
/// each adds what is its own.
/// </summary>
public abstract record OperationResult
{
    private const int First = -1;
    private const int Last = 1;

    /// <param name="operation">The kind of operation, as in its spec.</param>
    private protected OperationResult(string operation) => Operation = operation;

    /// <summary>Always <see cref="ContractNames.ApiVersion"/>.</summary>
    [JsonPropertyOrder(First)]
    public string ApiVersion { get; } = ContractNames.ApiVersion;

    /// <summary>Always <c>OperationResult</c>.</summary>
    [JsonPropertyOrder(First)]
    public string Kind { get; } = nameof(OperationResult);

    /// <summary>The kind of operation, as in its spec.</summary>
    [JsonPropertyOrder(First)]
    public string Operation { get; }

    /// <summary>Name of the operation; empty when the spec could not be read.</summary>
    [JsonPropertyOrder(First)]
    public required string Name { get; init; }

    /// <summary>Version of the operation; empty when the spec could not be read.</summary>
    [JsonPropertyOrder(First)]
    public required string Version { get; init; }

    /// <summary>How it ended.</summary>
    [JsonPropertyOrder(First)]
    public required OperationOutcome Outcome { get; init; }

    /// <summary>One sentence: what came out.</summary>
    [JsonPropertyOrder(First)]
    public required string Summary { get; init; }

    /// <summary>The failure that a run ends with which did not complete.</summary>
    internal ApplicationFailureException ToFailure() => new(
        Summary,
        errorType: Outcome switch
        {
            OperationOutcome.Refused => ContractNames.Refused,
            OperationOutcome.PartlyFailed => ContractNames.PartlyFailed,
            _ => ContractNames.Failed,
        },
        nonRetryable: true,
        details: [this]);

    /// <summary>Everything wrong with the spec.</summary>
    [JsonPropertyOrder(Last)]
    public IReadOnlyList<SpecError> Errors { get; init; } = [];

    /// <summary>Every reason not to start.</summary>
    [JsonPropertyOrder(Last)]
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];
}
