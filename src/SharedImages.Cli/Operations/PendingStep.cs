using System.Text.Json.Serialization;
using SharedImages.Workflows;
using Temporalio.Api.Failure.V1;

namespace SharedImages.Cli;

/// <summary>A step under way, as Temporal itself knows it: no worker is needed to read it.</summary>
/// <param name="Item">Its part of the operation; empty for a step of the operation itself.</param>
/// <param name="Step">The activity's type.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="Copy">What the last look at the copy saw; null for other steps.</param>
/// <param name="LastFailure">Why the attempt before failed; null when there was none, or when it only saw that the copy is not ready.</param>
internal sealed record PendingStep(string Item, string Step, int Attempt, CopyLook? Copy, string? LastFailure)
{
    private const int MaxFailure = 500;

    /// <summary>Error type of an attempt that found all well and the copy not ready yet.</summary>
    private const string NotReady = "NotReady";

    /// <summary>What Temporal can be asked to try at once; null while an attempt runs, or is about to.</summary>
    [JsonIgnore]
    public ActivityRef? Waiting { get; init; }

    /// <summary>The step that waits for a copy, one look per attempt.</summary>
    public static string Wait { get; } = nameof(IPromotionActivities.WaitImageAsync).Replace("Async", "", StringComparison.Ordinal);

    /// <summary>Why an attempt failed, bounded; null when it did not, or when it only saw that the copy is not ready.</summary>
    /// <param name="step">The activity's type.</param>
    /// <param name="failure">As Temporal keeps it.</param>
    public static string? Trouble(string step, Failure? failure)
    {
        // Of one that is too long the server says just that, and keeps what it had room for as the cause.
        while (failure is { ServerFailureInfo: not null, Cause: { } real })
        {
            failure = real;
        }

        return failure is null || (step == Wait && failure.ApplicationFailureInfo?.Type == NotReady) ? null : Printable.Cut(failure.Message, MaxFailure);
    }
}
