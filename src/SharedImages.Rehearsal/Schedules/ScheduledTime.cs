namespace SharedImages.Rehearsal;

/// <summary>A time of a schedule.</summary>
/// <param name="Nominal">What its calendar or interval says: in the id of the run.</param>
/// <param name="Actual">With its jitter: when it acts.</param>
internal sealed record ScheduledTime(DateTimeOffset Nominal, DateTimeOffset Actual);
