using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>All that is to be known of one schedule.</summary>
internal sealed record ShownSchedule
{
    public string ApiVersion { get; } = ContractNames.ApiVersion;

    public string Kind { get; } = nameof(ShownSchedule);

    public required string Id { get; init; }

    public required bool Paused { get; init; }

    /// <summary>Why it is paused or resumed; null = nobody said.</summary>
    public string? Note { get; init; }

    /// <summary>When it runs, in words; null = what it starts is no refresh that can be read.</summary>
    public string? When { get; init; }

    /// <summary>What somebody has changed by hand.</summary>
    public IReadOnlyList<string> ChangedByHand { get; init; } = [];

    /// <summary>How often it has run.</summary>
    public required long Runs { get; init; }

    /// <summary>How many runs were missed for good, because Temporal was away for longer than it catches up.</summary>
    public required long Missed { get; init; }

    /// <summary>When it runs next.</summary>
    public required IReadOnlyList<DateTimeOffset> Next { get; init; }

    /// <summary>The newest runs, the newest first.</summary>
    public required IReadOnlyList<ScheduledRun> Recent { get; init; }

    /// <summary>For people.</summary>
    public IEnumerable<string> Lines() =>
    [
        $"{Id}: {(Paused ? "paused" : "active")}{(Note is null ? "" : $" ({Note})")}",
        $"runs {When ?? "something that is no refresh"}; {Words.Times((int)Math.Min(Runs, int.MaxValue))} so far{(Missed == 0 ? "" : $", {Missed} missed")}",
        .. ChangedByHand.Select(line => $"changed by hand: {line}"),
        .. Next.Select(time => $"next: {Words.Of(time)}"),
        .. Recent.Select(run => $"ran: {Words.Of(run.Started)}: {run.Outcome}"),
    ];
}
