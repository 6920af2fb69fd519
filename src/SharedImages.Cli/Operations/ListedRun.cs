using System.Globalization;
using System.Text.Json.Serialization;
using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;

namespace SharedImages.Cli;

/// <summary>A run as a listing has it.</summary>
internal sealed record ListedRun
{
    public required string WorkflowId { get; init; }

    public required string RunId { get; init; }

    /// <summary>The kind of operation, as in its spec.</summary>
    public required string Operation { get; init; }

    public required WorkflowExecutionStatus Status { get; init; }

    /// <summary>Of an open run.</summary>
    public OperationPhase? Phase { get; init; }

    /// <summary>Of a run that ended in its own code.</summary>
    public OperationOutcome? Outcome { get; init; }

    /// <summary>Since when something waits for a decision; null = nothing does.</summary>
    public DateTimeOffset? ParkedSince { get; init; }

    public string? SourceImageId { get; init; }

    public IReadOnlyList<string> Regions { get; init; } = [];

    public required DateTimeOffset StartTime { get; init; }

    /// <summary>Identity of the client that started it; null when it was not this program.</summary>
    public string? StartedBy { get; init; }

    [JsonIgnore]
    public string[] Cells =>
    [
        WorkflowId,
        Outcome is { } outcome ? Words.Of(outcome) : Words.Of(Status),
        Phase is { } phase && Status == WorkflowExecutionStatus.Running ? Words.Of(phase) : "",
        ParkedSince is { } since ? Words.Of(since) : "",
        SourceImageId ?? "",
        Regions.Count <= 2 ? string.Join(' ', Regions) : string.Create(CultureInfo.InvariantCulture, $"{Regions.Count} regions"),
        Words.Of(StartTime),
        StartedBy ?? "",
    ];

    public static ListedRun Of(WorkflowExecution run)
    {
        var attributes = run.TypedSearchAttributes;
        return new()
        {
            WorkflowId = run.Id,
            RunId = run.RunId,
            Operation = OperationKinds.All.Single(kind => kind.WorkflowType == run.WorkflowType).Name,
            Status = run.Status,
            Phase = attributes.TryGetValue(ContractNames.PhaseAttribute, out var phase) && Enum.TryParse<OperationPhase>(phase, out var known) ? known : null,
            Outcome = attributes.TryGetValue(ContractNames.OutcomeAttribute, out var outcome) && Enum.TryParse<OperationOutcome>(outcome, out var ended) ? ended : null,
            ParkedSince = attributes.TryGetValue(ContractNames.ParkedSinceAttribute, out var since) ? since : null,
            SourceImageId = attributes.TryGetValue(ContractNames.SourceAttribute, out var image) ? image : null,
            Regions = attributes.TryGetValue(ContractNames.RegionsAttribute, out var regions) ? [.. regions] : [],
            StartTime = new(run.StartTime, TimeSpan.Zero),
            StartedBy = attributes.TryGetValue(ContractNames.StartedByAttribute, out var by) ? by : null,
        };
    }
}
