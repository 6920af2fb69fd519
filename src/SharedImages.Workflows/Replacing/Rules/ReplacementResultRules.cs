using System.Globalization;

namespace SharedImages.Workflows;

/// <summary>What a replacement says of itself in the end. Pure.</summary>
internal static class ReplacementResultRules
{
    /// <summary>The memo is warned about from 2 KiB on; what a canceled run says is cut to fit.</summary>
    private const int MaxMemoItems = 5;

    /// <summary>A summary is a headline: what is wrong with each of many instances stands in its outcome.</summary>
    private const int MaxTroubles = 10;

    /// <summary>Of so many instances each error is told at length; of more, in short: a result is one event of the history.</summary>
    private const int MaxTold = 200;
    private const int ShortText = 120;

    /// <summary>The spec could not be read.</summary>
    public static ReplacementResult Unreadable(IReadOnlyList<SpecError> errors) => new()
    {
        Name = "",
        Version = "",
        Outcome = OperationOutcome.Refused,
        Summary = Summaries.Unreadable(errors),
        Errors = errors,
    };

    /// <summary>Not begun; nothing was written.</summary>
    public static ReplacementResult Refused(ReplacementSpec spec, IReadOnlyList<Refusal> refusals) => new()
    {
        Name = spec.Name,
        Version = spec.Version,
        Outcome = OperationOutcome.Refused,
        Summary = Summaries.Refused(spec.Name, spec.Version, refusals),
        Refusals = refusals,
    };

    /// <summary>Ran to its end.</summary>
    public static ReplacementResult Ended(ReplacementSpec spec, IReadOnlyList<UsedImage> images, IReadOnlyList<InstanceOutcome> outcomes, IReadOnlyList<string> notices)
    {
        var asAsked = outcomes.Count(outcome => outcome.IsAsAsked);
        return Of(spec, images, outcomes) with
        {
            Outcome = asAsked == outcomes.Count ? OperationOutcome.Completed : asAsked > 0 ? OperationOutcome.PartlyFailed : OperationOutcome.Failed,
            Notices = notices,
        };
    }

    /// <summary>Stopped by cancellation.</summary>
    public static ReplacementResult Canceled(ReplacementSpec? spec, IReadOnlyList<UsedImage> images, IReadOnlyList<InstanceOutcome> outcomes, IReadOnlyList<string> notices)
    {
        if (spec is null || outcomes.Count == 0)
        {
            return new() { Name = spec?.Name ?? "", Version = spec?.Version ?? "", Outcome = OperationOutcome.Canceled, Summary = $"{spec?.Name} {spec?.Version} was canceled before any write." };
        }

        var result = Of(spec, images, outcomes);
        return result with { Outcome = OperationOutcome.Canceled, Notices = notices, Summary = $"{spec.Name} {spec.Version} was canceled. {result.Summary} Disks that were replaced stay replaced." };
    }

    /// <summary>The part of a canceled run's result that fits a memo: those that need somebody first.</summary>
    public static ReplacementResult Bounded(ReplacementResult result) => result with
    {
        Instances = [.. result.Instances.Where(outcome => !outcome.InService || outcome.HasFailed).Take(MaxMemoItems).Select(outcome => Short(outcome) with { Restore = [] })],
        Notices = [.. result.Notices.Take(MaxMemoItems).Select(Cut)],
    };

    private static ReplacementResult Of(ReplacementSpec spec, IReadOnlyList<UsedImage> images, IReadOnlyList<InstanceOutcome> outcomes) => new()
    {
        Name = spec.Name,
        Version = spec.Version,
        Outcome = OperationOutcome.Completed,
        Summary = Summary(spec, outcomes),
        Images = [.. images.Select(image => new ImageRef(image.Region, image.ImageId))],
        Instances = RestoreRules.WithCommands(outcomes.Count <= MaxTold ? outcomes : [.. outcomes.Select(Short)]),
        Ends = new SortedDictionary<InstanceEnd, int>(outcomes.CountBy(outcome => outcome.End).ToDictionary()),
    };

    private static InstanceOutcome Short(InstanceOutcome outcome) => outcome.Error is not { } error ? outcome : outcome with
    {
        Error = new(error.Kind, Cut(error.Message), Cut(error.Remedy), error.Code),
    };

    private static string Summary(ReplacementSpec spec, IReadOnlyList<InstanceOutcome> outcomes)
    {
        var troubles = outcomes.Where(outcome => outcome.HasFailed)
            .OrderBy(outcome => outcome.InService)
            .Select(outcome => $"{outcome.InstanceId} {Words(outcome)} ({outcome.Error!.Sentence()})")
            .ToList();
        var notBegun = outcomes.Count(outcome => outcome.Error is { Kind: StepErrorKind.NotStarted });
        var outOfService = outcomes.Count(outcome => !outcome.InService);
        return string.Create(CultureInfo.InvariantCulture, $"{spec.Name} {spec.Version}: {Of(outcomes, InstanceEnd.Replaced)} of {Summaries.Count(outcomes.Count, "instance")} replaced")
            + Part(outcomes.Count(outcome => outcome is { End: InstanceEnd.Unchanged, Error: null }), "had the image already")
            + Part(outcomes.Count(outcome => outcome is { End: InstanceEnd.BackOnFormerImage, Error: null }), "brought back by decision")
            + Part(notBegun, "not begun")
            + Part(outOfService, "out of service")
            + (notBegun == 0 ? "" : $" ({outcomes.First(outcome => outcome.Error is { Kind: StepErrorKind.NotStarted }).Error!.Message})")
            + (troubles.Count == 0 ? "" : "; " + string.Join("; ", troubles.Take(MaxTroubles)))
            + (troubles.Count <= MaxTroubles ? "" : $"; and {Summaries.Count(troubles.Count - MaxTroubles, "instance")} more not as asked")
            + ".";
    }

    private static int Of(IReadOnlyList<InstanceOutcome> outcomes, InstanceEnd end) => outcomes.Count(outcome => outcome.End == end);

    private static string Part(int count, string what) => count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {count} {what}");

    private static string Words(InstanceOutcome outcome) => outcome switch
    {
        { InService: false } => "failed and is out of service",
        { End: InstanceEnd.BackOnFormerImage } => "failed and has its former image",
        { End: InstanceEnd.Unchanged } => "failed and is as it was",
        _ => "failed and is as it was left",
    };

    private static string Cut(string text) => text.Length <= ShortText ? text : text[..ShortText] + "…";
}
