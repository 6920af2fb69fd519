using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Temporalio.Common;
using Temporalio.Converters;
using Temporalio.Runtime;

namespace SharedImages.Rehearsal;

/// <summary>How a rehearsal is set up.</summary>
public sealed record RehearsalOptions
{
    /// <summary>Where a seeded clock begins, so that the same seed gives the same times.</summary>
    internal static readonly DateTimeOffset SeededStart = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Decides the order of everything that may happen in any order, and every id: the same seed gives the same histories. Null = as it comes, in parallel.</summary>
    public long? Seed { get; init; }

    /// <summary>What the clock shows first. Null = now, or with a seed 2026-01-01.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Virtual seconds per second of wall time, for an audience. Null = as fast as it goes.</summary>
    public double? Pace { get; init; }

    /// <summary>Namespace; there is only this one.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>For how long a run that has ended can be described, listed and read, in virtual time; then it is as if it had never been. Null = for ever.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>Custom search attributes that the namespace has.</summary>
    public IReadOnlyCollection<SearchAttributeKey> SearchAttributes { get; init; } = [];

    /// <summary>The client's converter.</summary>
    public DataConverter DataConverter { get; init; } = DataConverter.Default;

    /// <summary>The clients' runtime: where Temporal's core logs to. Null = the default one.</summary>
    public TemporalRuntime? Runtime { get; init; }

    /// <summary>Gets what the rehearsal does not model, and its defects; and the client's log.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
