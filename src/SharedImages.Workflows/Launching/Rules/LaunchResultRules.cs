using System.Globalization;
using System.Text.Json;

namespace SharedImages.Workflows;

/// <summary>What a launch says of itself in the end. Pure.</summary>
internal static class LaunchResultRules
{
    private const int MaxMemoItems = 15;
    private const int MaxTroubles = 10;
    private const int MaxLost = 20;

    // Of the JSON; Temporal warns from 512 KiB on, and a failed launch's message stands beside it.
    private const int MaxBytes = 192 * 1024;

    private static readonly int[] OutputLengths = [4096, 200, 0];

    /// <summary>The spec could not be read.</summary>
    public static LaunchResult Unreadable(IReadOnlyList<SpecError> errors) => new()
    {
        Name = "",
        Version = "",
        Outcome = OperationOutcome.Refused,
        Summary = Summaries.Unreadable(errors),
        Errors = errors,
    };

    /// <summary>Not begun; nothing was written.</summary>
    public static LaunchResult Refused(LaunchSpec spec, IReadOnlyList<Refusal> refusals) => new()
    {
        Name = spec.Name,
        Version = spec.Version,
        Outcome = OperationOutcome.Refused,
        Summary = Summaries.Refused(spec.Name, spec.Version, refusals),
        Refusals = refusals,
    };

    /// <summary>Every region has what was asked for, but for those that a person decided to leave out; with none at all there is nothing to be content with.</summary>
    public static bool IsComplete(IReadOnlyList<LaunchOutcome> outcomes) =>
        outcomes.All(outcome => outcome.State is ItemState.Done or ItemState.Skipped) && outcomes.Any(outcome => outcome.State == ItemState.Done);

    /// <summary>Ran to its end.</summary>
    public static LaunchResult Ended(LaunchSpec spec, IReadOnlyList<LaunchOutcome> outcomes, bool complete, UndoReport? undo) => Within(new()
    {
        Name = spec.Name,
        Version = spec.Version,
        Outcome = complete ? OperationOutcome.Completed : outcomes.Any(outcome => outcome.State == ItemState.Done) ? OperationOutcome.PartlyFailed : OperationOutcome.Failed,
        Summary = Summary(spec, outcomes, undo),
        Regions = outcomes,
        Undo = undo,
    });

    /// <summary>Stopped by cancellation and undone.</summary>
    public static LaunchResult Canceled(LaunchSpec? spec, IReadOnlyList<LaunchOutcome> outcomes, UndoReport undo) => new()
    {
        Name = spec?.Name ?? "",
        Version = spec?.Version ?? "",
        Outcome = OperationOutcome.Canceled,
        Summary = $"{spec?.Name} {spec?.Version} was canceled. {Undone(undo)}",
        Regions = outcomes,
        Undo = undo,
    };

    /// <summary>The part of a canceled run's result that fits a memo, about which Temporal warns from 2 KiB on.</summary>
    public static LaunchResult Bounded(LaunchResult result) => result with
    {
        Regions = [],
        Undo = result.Undo is not { } undo ? null : undo with
        {
            RemovedInstances = [.. (undo.RemovedInstances ?? []).Take(MaxMemoItems)],
            Left = [.. undo.Left.Take(MaxMemoItems)],
        },
    };

    /// <summary>One report of several regions, in their order.</summary>
    public static UndoReport Undo(IEnumerable<(IReadOnlyList<InstanceRef> Removed, IReadOnlyList<Leftover> Left)> reports)
    {
        var all = reports.ToList();
        return new([], [], [], [.. all.SelectMany(report => report.Left)], []) { RemovedInstances = [.. all.SelectMany(report => report.Removed)] };
    }

    /// <summary>The board's row of a region that has ended.</summary>
    public static ItemProgress ProgressOf(LaunchOutcome outcome) => new() { Item = outcome.Region, State = outcome.State, ImageId = outcome.ImageId, Error = outcome.Error };

    private static string Summary(LaunchSpec spec, IReadOnlyList<LaunchOutcome> outcomes, UndoReport? undo)
    {
        var skipped = outcomes.Where(outcome => outcome.State == ItemState.Skipped).ToList();
        var trouble = outcomes.Where(outcome => outcome.State is not (ItemState.Done or ItemState.Skipped) && (outcome.State != ItemState.Undone || outcome.Error is not null)).ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{spec.Name} {spec.Version}: {outcomes.Count(outcome => outcome.State == ItemState.Done)} of {Summaries.Count(outcomes.Count, "region")} done, {Summaries.Count(outcomes.Sum(outcome => outcome.Instances.Count), "instance")} of {outcomes.Sum(outcome => outcome.Wanted)} there")
            + (skipped.Count == 0 ? "" : $", {skipped.Count} skipped by decision ({string.Join(", ", skipped.Select(outcome => outcome.Region))})")
            + Left([.. skipped.SelectMany(outcome => outcome.Left)])
            + string.Concat(trouble.Take(MaxTroubles).Select(outcome => $"; {outcome.Region} {outcome.State.ToString().ToLowerInvariant()}{(outcome.Error is { } error ? $" ({error.SentenceWithin(outcome.Region)})" : "")}"))
            + (trouble.Count <= MaxTroubles ? "" : $"; and {Summaries.Count(trouble.Count - MaxTroubles, "region")} more not as asked")
            + (undo is null ? "." : $". {Undone(undo)}");
    }

    private static string Undone(UndoReport undo) => $"Removed {Summaries.Count(undo.RemovedInstances?.Count ?? 0, "instance")}" + (undo.Left.Count > 0 ? $"{Left(undo.Left)}." : "; nothing is left.");

    private static string Left(IReadOnlyList<Leftover> left) =>
        left.Count == 0 ? "" : $"; left: {string.Join(", ", left.Select(leftover => $"{leftover.What} in {leftover.Region}"))}";

    // A result is one event of the history, a thousand instances or not: outputs of tests give way until it fits.
    private static LaunchResult Within(LaunchResult result)
    {
        var fitting = result;
        foreach (var length in OutputLengths)
        {
            fitting = result with { Regions = [.. result.Regions.Select(outcome => Slim(outcome, length))] };
            if (JsonSerializer.SerializeToUtf8Bytes(fitting, ContractJson.Options).Length <= MaxBytes)
            {
                break;
            }
        }

        return fitting;
    }

    private static LaunchOutcome Slim(LaunchOutcome outcome, int length) => outcome with
    {
        Lost = [.. outcome.Lost.Take(MaxLost)],
        Instances = [.. outcome.Instances.Select(instance => instance with
        {
            Tests = length == 0 ? [] : [.. instance.Tests.Select(test => test with { Output = test.Output.Length <= length ? test.Output : test.Output[^length..] })],
        })],
    };
}
