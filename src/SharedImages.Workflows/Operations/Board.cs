using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SharedImages.Workflows;

/// <summary>
/// The board that operators read in the Web UI, as Markdown (temporal-dotnet §1.2a: tables have no padding, the text travels in an
/// address and must stay under 5 KB, it does not refresh by itself). Pure.
/// </summary>
internal static class Board
{
    private const int MaxLength = 4500;
    private const int MaxCell = 60;

    /// <summary>A longer result is in the memo alone; its summary says what counts.</summary>
    private const int MaxResult = 2500;

    /// <summary>More parked items are counted and not shown.</summary>
    private const int MaxParked = 8;

    // No-break spaces: the UI draws tables without padding, and columns would collide.
    private const string Pad = "\u00a0\u00a0\u00a0";

    private static readonly JsonSerializerOptions Indented = new(ContractJson.Options) { WriteIndented = true };

    private static readonly string[] Header = ["Item", "State", "Image", "Note"];

    /// <summary>The whole operation. What somebody looks for first stands first: parked, or how it ended.</summary>
    /// <param name="progress">Where it is.</param>
    /// <param name="parts">What its parts are called.</param>
    /// <param name="asOf">When.</param>
    /// <param name="result">How it ended; null while it runs.</param>
    public static string Operation(OperationProgress progress, string parts, DateTimeOffset asOf, OperationResult? result = null)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"**{Headline(progress, parts, result)}**").AppendLine();
        if (result is not null)
        {
            AppendResult(text, result);
        }

        var parked = progress.Items.Where(region => region.State == ItemState.Parked).ToList();
        foreach (var item in parked.Take(MaxParked))
        {
            AppendDecision(text, item);
        }

        if (parked.Count > MaxParked)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"and {parked.Count - MaxParked} more that wait for a decision; the query Progress has all").AppendLine();
        }

        // Of a fleet only those that are parked have a row.
        var regions = ProgressRules.Parts(progress);
        if (regions.Count > 0 && progress.Fleet is null)
        {
            AppendTable(text, regions);
        }

        text.AppendLine().Append(AsOf(asOf));
        return Bounded(text.ToString());
    }

    /// <summary>One region.</summary>
    public static string Region(ItemProgress region, DateTimeOffset asOf)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"**{ContractJson.Word(region.State)}: {region.Item}** {Image(region)}").AppendLine();
        if (region.State == ItemState.Parked)
        {
            AppendDecision(text, region);
        }
        else if (region.Error is { } error)
        {
            text.AppendLine(error.SentenceWithin(region.Item)).AppendLine();
        }

        return Bounded(text.Append(AsOf(asOf)).ToString());
    }

    private static string Headline(OperationProgress progress, string parts, OperationResult? result)
    {
        var parked = progress.Items.Count(item => item.State == ItemState.Parked);
        var phase = ContractJson.Word(progress.Phase);
        string?[] facts =
        [
            ContractNames.Title(progress.Name, progress.Version),
            result is null && parked > 0 ? phase : null,
            ProgressRules.HowFar(progress, parts),
            parked == 0 ? null : $"{parked} waiting for a decision",
        ];
        return $"{(result is not null ? ContractJson.Word(result.Outcome) : parked > 0 ? ContractJson.Word(ItemState.Parked) : phase)}: {string.Join(", ", facts.Where(fact => !string.IsNullOrEmpty(fact)))}";
    }

    private static void AppendResult(StringBuilder text, OperationResult result)
    {
        text.AppendLine(result.Summary).AppendLine();
        // A canceled run has no result elsewhere on its page.
        var json = result.Outcome == OperationOutcome.Canceled ? JsonSerializer.Serialize(result, result.GetType(), Indented) : "";
        if (json.Length is > 0 and <= MaxResult)
        {
            text.AppendLine("```json").AppendLine(json).AppendLine("```").AppendLine();
        }
    }

    /// <summary>What a parked item waits for, and how to decide.</summary>
    private static void AppendDecision(StringBuilder text, ItemProgress region)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"> **{region.Item} is parked** at *{region.Step}*: {region.Error?.MessageWithin(region.Item)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"> To do: {region.Error?.Remedy}");
        text.AppendLine(CultureInfo.InvariantCulture, $"> Then Resolve with {ResolveRequests.Form(region)}").AppendLine();
    }

    // Columns that are empty in every row are left out.
    private static void AppendTable(StringBuilder text, IReadOnlyList<ItemProgress> regions)
    {
        var rows = regions.Select(string[] (region) => [region.Item, ContractJson.Word(region.State), Image(region), Note(region)]).ToList();
        var columns = Enumerable.Range(0, Header.Length).Where(column => rows.Exists(row => row[column].Length > 0)).ToList();
        AppendRow(text, columns.Select(column => Header[column]));
        text.Append('|').Insert(text.Length, "---|", columns.Count).AppendLine();
        foreach (var row in rows)
        {
            AppendRow(text, columns.Select(column => row[column]));
        }
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells)
    {
        foreach (var cell in cells)
        {
            text.Append("| ").Append(cell).Append(Pad).Append(' ');
        }

        text.AppendLine("|");
    }

    private static string Image(ItemProgress region) =>
        region.ImageId is null ? "" : region.ImageId + (region.Adopted ? " (adopted)" : "");

    // What a parked region needs stands above the table.
    private static string Note(ItemProgress region)
    {
        var note = region switch
        {
            { State: ItemState.Parked } => "",
            { Error: { } error } => error.MessageWithin(region.Item),
            { Generation: > 0 } => region.Generation == 1 ? "copy begun anew once" : $"copy begun anew {region.Generation} times",
            { Hop: Hop.Intake } => "intake",
            _ => "",
        };
        note = note.Replace('|', '/');
        return note.Length <= MaxCell ? note : note[..MaxCell] + "…";
    }

    /// <summary>The time of the board: it does not refresh by itself.</summary>
    private static string AsOf(DateTimeOffset time) => string.Create(CultureInfo.InvariantCulture, $"*as of {time:yyyy-MM-dd HH:mm:ss} UTC*");

    private static string Bounded(string text) => text.Length <= MaxLength ? text : text[..MaxLength] + "…";
}
