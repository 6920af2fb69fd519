using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;

namespace SharedImages.Cli;

/// <summary>What is known of a run at one moment.</summary>
internal sealed record OperationView
{
    /// <summary>While workers are exchanged one may fail and the next one not; a task that the one before had taken goes to the next after 10 s.</summary>
    private static readonly TimeSpan FailingPatience = TimeSpan.FromSeconds(20);

    public required string WorkflowId { get; init; }

    public required WorkflowExecutionStatus Status { get; init; }

    /// <summary>Last answer of the workflow; null until there was one.</summary>
    public OperationProgress? Progress { get; init; }

    /// <summary>The steps under way.</summary>
    public IReadOnlyList<PendingStep> Pending { get; init; } = [];

    /// <summary>What of it cannot go on, because its code fails; empty when all can.</summary>
    public IReadOnlyList<FailingTask> Failing { get; init; } = [];

    /// <summary>Since when something has not been able to go on at any look; null when all can.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Why this may be old: no worker, or Temporal does not answer; null when it is current.</summary>
    public string? Notice { get; init; }

    /// <summary>Events in the history when <see cref="Progress"/> was asked for.</summary>
    public int HistoryLength { get; init; }

    public required DateTimeOffset AsOf { get; init; }

    public bool Ended => Status != WorkflowExecutionStatus.Running;

    /// <summary>Whether something of it will not go on by itself, although nobody is asked to decide.</summary>
    public bool Fails => !Ended && AsOf - FailingSince >= FailingPatience;

    public bool WaitsForDecision => !Ended && Notice is null && Progress is { WaitsForDecision: true };
}
