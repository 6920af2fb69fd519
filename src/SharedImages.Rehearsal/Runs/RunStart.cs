using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.Sdk.V1;

namespace SharedImages.Rehearsal;

/// <summary>What a run is started with, by a client, a parent, a retry or the run before it. Zero durations mean none, as on the wire.</summary>
internal sealed record RunStart
{
    public required string WorkflowId { get; init; }

    public required string Type { get; init; }

    public required string TaskQueue { get; init; }

    public Payloads? Input { get; init; }

    public Header? Header { get; init; }

    public TimeSpan ExecutionTimeout { get; init; }

    public TimeSpan RunTimeout { get; init; }

    public TimeSpan TaskTimeout { get; init; }

    public RetryPolicy? Retry { get; init; }

    public Memo? Memo { get; init; }

    public SearchAttributes? Attributes { get; init; }

    public UserMetadata? Metadata { get; init; }

    public Priority? Priority { get; init; }

    public string Identity { get; init; } = "";

    public string RequestId { get; init; } = "";

    /// <summary>Whether the first workflow task goes to the caller, with the answer.</summary>
    public bool IsEager { get; init; }

    /// <summary>Before the first workflow task.</summary>
    public TimeSpan Backoff { get; init; }

    public int Attempt { get; init; } = 1;

    /// <summary>Null for the first run of a chain.</summary>
    public string? FirstRunId { get; init; }

    public string? ContinuedRunId { get; init; }

    public ContinueAsNewInitiator Initiator { get; init; }

    public Failure? ContinuedFailure { get; init; }

    public Payloads? LastResult { get; init; }

    public ParentLink? Parent { get; init; }

    /// <summary>When the whole chain must have ended; null = never.</summary>
    public DateTimeOffset? Expiration { get; init; }
}
