using System.Globalization;
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

    /// <summary>Error type of an attempt that found all well and what it waits for not ready yet.</summary>
    private const string NotReady = "NotReady";

    /// <summary>Whether it is tried again only because what it waits for is not so far.</summary>
    [JsonIgnore]
    public bool IsWaiting { get; init; }

    /// <summary>What it waits for, or why and how often it was tried; null when it goes well.</summary>
    [JsonIgnore]
    public string? Note => Attempt == 1 || LastFailure is null ? null : IsWaiting ? LastFailure : string.Create(CultureInfo.InvariantCulture, $"{Step}, attempt {Attempt}: {LastFailure}");

    /// <summary>What Temporal can be asked to try at once; null while an attempt runs, or is about to.</summary>
    [JsonIgnore]
    public ActivityRef? Waiting { get; init; }

    /// <summary>What its last attempt that was asked for saw of the promotion's other copies.</summary>
    [JsonIgnore]
    public IReadOnlyList<CopyLook> Beside { get; init; } = [];

    /// <summary>The step that waits for a copy, one look per attempt.</summary>
    public static string Wait { get; } = nameof(IPromotionActivities.WaitImageAsync).Replace("Async", "", StringComparison.Ordinal);

    /// <summary>The steps with the newest that is known of each copy: by its own step, beside another one, or from before.</summary>
    /// <param name="steps">As they are now.</param>
    /// <param name="before">As they were: while an attempt that was asked for runs, Temporal has forgotten the look before it.</param>
    public static IReadOnlyList<PendingStep> WithNewestLooks(IReadOnlyList<PendingStep> steps, IReadOnlyList<PendingStep> before)
    {
        var looks = steps.SelectMany(step => step.Beside).Concat(before.Select(step => step.Copy).OfType<CopyLook>()).ToLookup(look => look.ImageId, StringComparer.Ordinal);
        return [.. steps.Select(step => step.Copy is { } copy ? step with { Copy = looks[copy.ImageId].Aggregate(copy, (known, look) => known.With(look)) } : step)];
    }

    /// <summary>Why an attempt failed, bounded; null when it did not, or when it only saw that the copy is not ready.</summary>
    /// <param name="step">The activity's type.</param>
    /// <param name="failure">As Temporal keeps it.</param>
    public static string? Trouble(string step, Failure? failure) =>
        Real(failure) is not { } real || (step == Wait && IsNotReady(real)) ? null : Printable.Cut(real.Message, MaxFailure);

    /// <summary>Whether an attempt failed because what it waits for is not so far, and all is well.</summary>
    public static bool IsNotReady(Failure? failure) => Real(failure)?.ApplicationFailureInfo?.Type == NotReady;

    // Of one that is too long the server says just that, and keeps what it had room for as the cause.
    private static Failure? Real(Failure? failure)
    {
        while (failure is { ServerFailureInfo: not null, Cause: { } real })
        {
            failure = real;
        }

        return failure;
    }
}
