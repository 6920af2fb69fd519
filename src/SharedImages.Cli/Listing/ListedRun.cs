using System.Globalization;
using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;

namespace SharedImages.Cli;

/// <summary>A run as a listing has it.</summary>
internal sealed record ListedRun
{
    public required RunFacts Run { get; init; }

    /// <summary>The kind of operation, as in its spec.</summary>
    public required string Operation { get; init; }

    public required WorkflowExecutionStatus Status { get; init; }

    /// <summary>Of an open run.</summary>
    public OperationPhase? Phase { get; init; }

    /// <summary>Of a run that ended in its own code.</summary>
    public OperationOutcome? Outcome { get; init; }

    /// <summary>Since when something waits for a decision; null = nothing does.</summary>
    public DateTimeOffset? ParkedSince { get; init; }

    /// <summary>How many of its parts were done when this was last noted; null = it has not been.</summary>
    public int? Done { get; init; }

    /// <summary>How many parts it has, likewise.</summary>
    public int? Parts { get; init; }

    public string? SourceImageId { get; init; }

    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>Identity of the client that started it; null when it was not this program.</summary>
    public string? StartedBy { get; init; }

    private bool IsOpen => Status == WorkflowExecutionStatus.Running;

    /// <summary>A line of a table.</summary>
    public string[] Cells(DateTimeOffset now) =>
    [
        Run.WorkflowId,
        Outcome is { } outcome ? Words.Of(outcome) : IsOpen && Phase is { } phase ? Words.Of(phase) : Words.Of(Status),
        Tally,
        ParkedSince is { } since ? Words.Age(now - since) : "",
        $"{Words.Age(now - Run.StartTime)} ago",
        StartedBy ?? "",
    ];

    // Of one that runs it is as old as its last phase or decision, and more may be done by now.
    private string Tally => Done is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{Done}{(IsOpen ? "+" : "")} of {Parts}");

    private static (int Done, int Parts)? ReadTally(string text) =>
        text.Split(" of ") is [var done, var parts]
        && int.TryParse(done, NumberStyles.None, CultureInfo.InvariantCulture, out var one)
        && int.TryParse(parts, NumberStyles.None, CultureInfo.InvariantCulture, out var all) ? (one, all) : null;

    /// <param name="run">As Temporal lists it.</param>
    /// <param name="ui">Null = not known.</param>
    public static ListedRun Of(WorkflowExecution run, WebUi? ui)
    {
        var attributes = run.TypedSearchAttributes;
        var tally = attributes.TryGetValue(ContractNames.DoneAttribute, out var text) ? ReadTally(text) : null;
        return new()
        {
            Run = RunFacts.Of(run, ui),
            Operation = OperationKinds.All.Single(kind => kind.WorkflowType == run.WorkflowType).Name,
            Status = run.Status,
            Phase = attributes.TryGetValue(ContractNames.PhaseAttribute, out var phase) && Enum.TryParse<OperationPhase>(phase, out var known) ? known : null,
            Outcome = attributes.TryGetValue(ContractNames.OutcomeAttribute, out var outcome) && Enum.TryParse<OperationOutcome>(outcome, out var ended) ? ended : null,
            ParkedSince = run.Status == WorkflowExecutionStatus.Running && attributes.TryGetValue(ContractNames.ParkedSinceAttribute, out var since) ? since : null,
            Done = tally?.Done,
            Parts = tally?.Parts,
            SourceImageId = attributes.TryGetValue(ContractNames.SourceAttribute, out var image) ? image : null,
            Regions = attributes.TryGetValue(ContractNames.RegionsAttribute, out var regions) ? [.. regions] : [],
            StartedBy = attributes.TryGetValue(ContractNames.StartedByAttribute, out var by) ? by : null,
        };
    }
}
