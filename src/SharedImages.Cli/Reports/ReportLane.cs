namespace SharedImages.Cli;

/// <summary>One item over time.</summary>
internal sealed record ReportLane(string Item)
{
    /// <summary>In the order in which they ended.</summary>
    public List<ReportSpan> Spans { get; } = [];

    /// <summary>How it stands or ended; null = nothing tells.</summary>
    public string? End { get; set; }

    /// <summary>Whether its last step failed.</summary>
    public bool HasFailed { get; set; }

    /// <summary>Since when it is parked; null = it is not.</summary>
    public DateTimeOffset? ParkedSince { get; set; }

    /// <summary>Since when nothing has been done for it.</summary>
    public DateTimeOffset? IdleSince => Spans.Count == 0 ? null : Spans[^1].To;

    /// <summary>A decision was taken, or what it waited for has gone.</summary>
    public void GoOn(DateTimeOffset time)
    {
        if (ParkedSince is { } since)
        {
            Spans.Add(new(ReportStates.Parked, since, time));
            ParkedSince = null;
        }
    }
}
