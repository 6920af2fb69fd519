namespace SharedImages.Cli;

/// <summary>A run as its report tells it.</summary>
internal sealed record RunReport
{
    public required string WorkflowId { get; init; }

    public required string RunId { get; init; }

    /// <summary>Whether it was a rehearsal: then its times are virtual.</summary>
    public bool IsRehearsal { get; init; }

    /// <summary>How it ended, or what is known of it.</summary>
    public required string Status { get; init; }

    public required DateTimeOffset Start { get; init; }

    /// <summary>When it ended, or as of when the report is.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>How it stands or ended, as the program tells it elsewhere.</summary>
    public required IReadOnlyList<string> Text { get; init; }

    /// <summary>In the order in which they began.</summary>
    public required IReadOnlyList<ReportLane> Lanes { get; init; }

    public required IReadOnlyList<Decision> Decisions { get; init; }

    /// <summary>The oldest first.</summary>
    public required IReadOnlyList<ReportCall> Calls { get; init; }

    /// <summary>Parts of it whose histories Temporal does not keep any more.</summary>
    public int PartsNotRead { get; init; }
}
