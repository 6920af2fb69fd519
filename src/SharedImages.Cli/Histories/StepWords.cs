using System.Globalization;
using SharedImages.Workflows;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.History.V1;

namespace SharedImages.Cli;

/// <summary>The steps of a run: what was done, and what failed. A step that only looked is told when it failed.</summary>
/// <param name="isPart">Whether the operation that the run is a part of tells why its steps failed.</param>
internal sealed class StepWords(bool isPart)
{
    private const string Copy = nameof(IPromotionActivities.CopyImageAsync);
    private const string Wait = nameof(IPromotionActivities.WaitImageAsync);

    private static readonly string[] Looks = ["Find", "Survey", "Read", "LookAt", "Resolve", "DryRun", "Await", "Judge", "NoteSnapshots"];

    private readonly StepEvents steps = new();

    /// <summary>Null when the event says nothing to an operator.</summary>
    public HistoryEntry? Of(HistoryEvent e) => steps.Read(e) switch
    {
        { End: StepEnd.Done } done => IsLook(done.Type) ? null : HistoryEntry.Of(e, HistoryEntryKind.StepDone, Done(done) + Tried(done)),
        { End: StepEnd.Failed } failed => HistoryEntry.Of(e, HistoryEntryKind.StepFailed, $"{failed.Summary}: failed{Why(failed.Failure)}"),
        { End: StepEnd.TimedOut } late => HistoryEntry.Of(e, HistoryEntryKind.StepFailed, $"{late.Summary}: ran out of time"),
        _ => null,
    };

    private static bool IsLook(string type) => type + "Async" != Wait && Looks.Any(look => type.StartsWith(look, StringComparison.Ordinal));

    private static string Done(HistoryStep step) => (step.Type + "Async") switch
    {
        Copy when HistoryPayloads.Object(step.Result)?.Text("imageId") is { } imageId => $"{step.Summary}: begun, {imageId}",
        Wait => $"{step.Summary.Split(": ")[0]}: the copy is finished",
        _ => $"{step.Summary}: done",
    };

    // An attempt that only saw that what it waits for is not so far is no trouble.
    private static string Tried(HistoryStep step) => step is { Attempts: > 1, Before: { } failure } && !PendingStep.IsNotReady(failure)
        ? string.Create(CultureInfo.InvariantCulture, $" at attempt {step.Attempts}, after: {failure.Message}")
        : "";

    private string Why(Failure? failure) => HistoryPayloads.Error(failure) is not { } error ? $": {failure?.Message}"
        : isPart ? $" ({error.Code ?? Words.Of(error.Kind)})"
        : $": {error.Message.TrimEnd('.')}; to do: {error.Remedy}";
}
