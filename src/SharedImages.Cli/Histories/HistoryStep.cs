using Temporalio.Api.Common.V1;
using Temporalio.Api.Failure.V1;

namespace SharedImages.Cli;

/// <summary>A step of a run, as far as its history tells.</summary>
/// <param name="Type">Its name.</param>
/// <param name="Summary">What it was for.</param>
/// <param name="From">When it was begun.</param>
internal sealed record HistoryStep(string Type, string Summary, DateTimeOffset From)
{
    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>Why the attempt before failed; null = there was none, or it did not.</summary>
    public Failure? Before { get; init; }

    /// <summary>How it ended; null = it is under way.</summary>
    public StepEnd? End { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset To { get; init; }

    /// <summary>Of one that was done.</summary>
    public Payloads? Result { get; init; }

    /// <summary>Of one that failed.</summary>
    public Failure? Failure { get; init; }
}
