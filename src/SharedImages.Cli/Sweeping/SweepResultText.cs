using System.Globalization;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>How a sweep ended, for people: by the run that left something. Pure.</summary>
internal static class SweepResultText
{
    private static readonly string[] Header = ["REGION", "IMAGE", "MADE", "GIB", "STATE"];

    public static IEnumerable<string> Lines(SweepResult result) => RefusalText.Lines(result) ??
    [
        result.Summary,
        .. result.Images.Where(image => image.State != ItemState.Skipped).GroupBy(image => (image.Image.Promotion, image.Image.Run, image.Image.RunState)).SelectMany(run => Run(run.Key, [.. run])),
        .. Kept([.. result.Images.Where(image => image.State == ItemState.Skipped)]),
        .. result.Images.Where(image => image.Error is not null).Select(image => $"{image.Image.Region}/{image.Image.ImageId}: {image.Error!.SentenceWithin(image.Image.Region)}"),
        .. result.Images.Any(image => image.State == ItemState.Pending) ? (string[])["", "To delete them, give --remove as well."] : [],
    ];

    private static IEnumerable<string> Run((string Promotion, string Run, RunState State) of, IReadOnlyList<LeftoverOutcome> images) =>
    [
        "",
        $"{of.Promotion}, run {of.Run}: {State(of.State)}",
        .. TextTable.Lines(Header, [.. images.Select(Row)]).Select(line => $"  {line}"),
    ];

    private static IEnumerable<string> Kept(IReadOnlyList<LeftoverOutcome> images) => images.Count == 0 ? [] :
    [
        "",
        "Kept:",
        .. images.SelectMany(image => (string[])[$"  {image.Image.Region}/{image.Image.ImageId} of {image.Image.Promotion}", $"    {image.Image.KeptFor}"]),
    ];

    private static IReadOnlyList<string> Row(LeftoverOutcome image) =>
    [
        image.Image.Region,
        image.Image.ImageId,
        image.Image.MadeAt is { } made ? Words.Of(made) : "",
        image.Image.SizeGiB.ToString(CultureInfo.InvariantCulture),
        image.State switch { ItemState.Pending or ItemState.Canceled => "left", ItemState.Done => "deleted", var other => Words.Of(other) },
    ];

    private static string State(RunState state) => state switch
    {
        RunState.Unknown => "Temporal does not know it any more",
        RunState.TimedOut => "ran into its timeout",
        _ => Words.Of(state),
    };
}
