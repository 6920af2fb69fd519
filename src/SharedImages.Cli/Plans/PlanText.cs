using System.Globalization;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>A plan for people. Pure.</summary>
internal static class PlanText
{
    private static readonly string[] Header = ["REGION", "ROUTE", "NAME", "KEY", "IMAGE", "GIB", "TIME", "NOTE"];

    /// <summary>Of more instances only those are listed that come first.</summary>
    private const int MaxRows = 100;

    public static IEnumerable<string> Lines(OperationPlan plan) =>
    [
        $"{ContractNames.Title(plan.Name, plan.Version)}: what the {ContractNames.OwnItem(plan.Operation)} would do. Nothing was written.",
        .. plan.Source is { } source ? [$"Source: {source.ImageId}, owner {source.OwnerId}{(source.Encrypted ? ", encrypted" : "")}"] : (string[])[],
        .. plan.Items.Count > 0 ? TextTable.Lines(Header, [.. plan.Items.Take(MaxRows).Select(Row)]).Prepend("") : [],
        .. plan.Items.Count > MaxRows ? [string.Create(CultureInfo.InvariantCulture, $"And {plan.Items.Count - MaxRows} more: --output json has all.")] : (string[])[],
        "",
        .. Reasons("It would be refused:", plan.Refusals),
        .. Reasons("It would wait for a decision:", plan.Obstacles),
        .. plan.Notes.Select(note => $"Note: {note}"),
        Summary(plan),
    ];

    /// <summary>All of it in one line.</summary>
    public static string Summary(OperationPlan plan)
    {
        var counts = Enum.GetValues<PlanRoute>()
            .Select(route => (Route: route, Count: plan.Items.Where(item => item.Route == route).Sum(item => item.Count ?? 1)))
            .Where(count => count.Count > 0)
            .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Count} {Word(count.Route, count.Count)}"));
        var size = plan.Items.Sum(item => (long)(item.Gibibytes ?? 0));
        return $"Plan: {string.Join(", ", counts.Append(string.Create(CultureInfo.InvariantCulture, $"{plan.Refusals.Count} refused")))}"
            + (size == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {size} GiB will be stored"));
    }

    private static IEnumerable<string> Reasons(string title, IReadOnlyList<Refusal> reasons) =>
        reasons.Count == 0 ? [] : reasons.Select(reason => $"  {reason.Rule}: {reason.Message}").Prepend(title);

    private static IReadOnlyList<string> Row(PlannedItem item) =>
    [
        item.Item,
        Words.Of(item.Route),
        item.Name ?? "",
        item.KmsKeyId ?? (item.Encrypted ? "service key" : ""),
        item.ImageId ?? "",
        item.Gibibytes is { } size ? size.ToString(CultureInfo.InvariantCulture) : "",
        item.Route is not (PlanRoute.Intake or PlanRoute.Copy) ? "" : item.Seconds is { } seconds ? Words.Of(TimeSpan.FromSeconds(seconds)) : "unknown",
        string.Join(", ", ((string?[])[Detail(item), item.Note]).OfType<string>()),
    ];

    private static string? Detail(PlannedItem item) => item switch
    {
        { Accounts.Count: > 0 } => (item.Route == PlanRoute.Unshare ? "from " : "with ") + string.Join(' ', item.Accounts),
        { Count: { } count } => Words.Count(count, "instance"),
        { Present: { } present, Route: not PlanRoute.Current } => $"instead of {present}",
        _ => null,
    };

    private static string Word(PlanRoute route, int count) => route switch
    {
        PlanRoute.Current => "as wanted",
        PlanRoute.Adopt => "adopted",
        PlanRoute.Intake => count == 1 ? "intake" : "intakes",
        PlanRoute.Copy => count == 1 ? "copy" : "copies",
        PlanRoute.Launch => "launched",
        PlanRoute.Replace => "replaced",
        PlanRoute.Share => "shared",
        PlanRoute.Unshare => "taken back",
        PlanRoute.Move => "moved",
        PlanRoute.Release => "to nothing",
        PlanRoute.Park => "would wait",
        _ => "would fail",
    };
}
