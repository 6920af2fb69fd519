using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;

namespace SharedImages.Cli;

/// <summary>What is known of a run at one moment.</summary>
internal sealed record PromotionView
{
    public required string WorkflowId { get; init; }

    public required WorkflowExecutionStatus Status { get; init; }

    /// <summary>Last answer of the workflow; null until there was one.</summary>
    public PromotionProgress? Progress { get; init; }

    /// <summary>The steps under way.</summary>
    public IReadOnlyList<PendingStep> Pending { get; init; } = [];

    /// <summary>Why this may be old: no worker, or Temporal does not answer; null when it is current.</summary>
    public string? Notice { get; init; }

    /// <summary>Events in the history when <see cref="Progress"/> was asked for.</summary>
    public int HistoryLength { get; init; }

    public required DateTimeOffset AsOf { get; init; }

    public bool Ended => Status != WorkflowExecutionStatus.Running;

    public bool WaitsForDecision => !Ended && Notice is null && Progress is { WaitsForDecision: true };
}
