using SharedImages.Ecs.Simulator;

namespace SharedImages.Cli;

/// <summary>A simulator's ledger for people.</summary>
internal static class LedgerText
{
    private static readonly string[] EffectHeader = ["TIME", "KIND", "ID", "OWNER", "REGION", "BY", "ACTION", "REQUEST"];

    public static void Write(TextWriter text, SimulatedLedger ledger)
    {
        Write(text, "Made", EffectHeader, [.. ledger.Made.Select(Row)]);
        Write(text, "Removed", EffectHeader, [.. ledger.Removed.Select(Row)]);
        Write(text, "Left", ["KIND", "ID", "OWNER", "REGION", "STATUS", "NAME", "MADE BY"], [.. ledger.Left.Select(Row)]);
        Write(text, "Duplicates", ["COPY KEY", "IMAGE", "OWNER", "REGION", "STATE", "MADE BY"], [.. ledger.Duplicates.SelectMany(Rows)]);
        Write(text, "Shares", ["IMAGE", "OWNER", "REGION", "SHARED WITH", "SHARED BY"], [.. ledger.Shares.Select(Row)]);
        if (ledger.Lost > 0)
        {
            text.WriteLine($"The oldest {ledger.Lost} effects are no longer in the ledger.");
        }
    }

    private static void Write(TextWriter text, string title, string[] header, IReadOnlyList<string>[] rows)
    {
        text.WriteLine(title);
        foreach (var line in rows.Length == 0 ? ["none"] : TextTable.Lines(header, rows))
        {
            text.WriteLine($"  {line}");
        }

        text.WriteLine();
    }

    private static string[] Row(LedgerEntry entry) =>
        [Words.Of(entry.Time), Words.Of(entry.Kind), entry.ResourceId, entry.Owner, entry.Region, entry.Caller ?? Words.Of(entry.Cause), entry.Action ?? "", entry.RequestId ?? ""];

    private static string[] Row(LedgerResource resource) =>
    [
        Words.Of(resource.Kind),
        resource.ResourceId,
        resource.Owner,
        resource.Region,
        resource.Attributes.GetValueOrDefault("status") ?? "",
        resource.Attributes.GetValueOrDefault("name") ?? "",
        resource.MadeBy ?? "",
    ];

    private static string[] Row(LedgerShare share) => [share.ImageId, share.Owner, share.Region, share.Account, share.SharedBy ?? ""];

    private static IEnumerable<string[]> Rows(LedgerDuplicate duplicate) => duplicate.Images.Select(image =>
        new[] { duplicate.CopyKey, image.ImageId, duplicate.Owner, duplicate.Region, image.IsLeft ? "left" : "removed", image.MadeBy ?? "" });
}
