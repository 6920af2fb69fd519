using System.Text.Json;

namespace SharedImages.Ecs.Simulator;

/// <summary>The ledger at one moment. It keeps the last 20 000 effects; of earlier ones it still knows what they left, but no longer who had them.</summary>
public sealed record SimulatedLedger
{
    private const string CopyKeyTag = "sharedimages:copy-key";

    /// <summary>The effects since the world began, oldest first.</summary>
    public required IReadOnlyList<LedgerEntry> Entries { get; init; }

    /// <summary>How many effects are no longer in it.</summary>
    public required long Lost { get; init; }

    /// <summary>The effects by which resources came.</summary>
    public required IReadOnlyList<LedgerEntry> Made { get; init; }

    /// <summary>The effects by which resources went.</summary>
    public required IReadOnlyList<LedgerEntry> Removed { get; init; }

    /// <summary>What is there, by kind and id.</summary>
    public required IReadOnlyList<LedgerResource> Left { get; init; }

    /// <summary>Images that were made more than once.</summary>
    public required IReadOnlyList<LedgerDuplicate> Duplicates { get; init; }

    /// <summary>Shares as they are.</summary>
    public required IReadOnlyList<LedgerShare> Shares { get; init; }

    /// <summary>As the admin endpoint shows it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, AdminJson.Options);

    /// <summary>What <see cref="ToJson"/> or the admin endpoint has written.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static SimulatedLedger Parse(string json) => JsonSerializer.Deserialize<SimulatedLedger>(json, AdminJson.Options) ?? throw new JsonException("The ledger is null.");

    internal static SimulatedLedger Of(IReadOnlyList<LedgerEntry> entries, IEnumerable<LedgerResource> left, long lost)
    {
        var made = entries.Where(entry => entry.Effect == LedgerEffect.Made).ToList();
        var removed = entries.Where(entry => entry.Effect == LedgerEffect.Removed).ToList();
        var makers = made.ToLookup(entry => (entry.Kind, entry.ResourceId), entry => entry.RequestId);
        var sharers = entries.Where(entry => entry.Effect == LedgerEffect.Shared).ToLookup(entry => (entry.ResourceId, entry.What), entry => entry.RequestId);
        List<LedgerResource> resources =
        [
            .. left.OrderBy(resource => resource.Kind).ThenBy(resource => resource.ResourceId, StringComparer.Ordinal)
                .Select(resource => resource with { MadeBy = makers[(resource.Kind, resource.ResourceId)].LastOrDefault() }),
        ];
        return new()
        {
            Entries = entries,
            Lost = lost,
            Made = made,
            Removed = removed,
            Left = resources,
            Duplicates = [.. DuplicatesOf(entries, resources)],
            Shares = [.. resources.SelectMany(image => image.SharedWith.Select(account => new LedgerShare(image.ResourceId, image.Owner, image.Region, account, sharers[(image.ResourceId, account)].LastOrDefault())))],
        };
    }

    private static IEnumerable<LedgerDuplicate> DuplicatesOf(IReadOnlyList<LedgerEntry> entries, List<LedgerResource> left)
    {
        var lives = new Dictionary<string, Life>(StringComparer.Ordinal);
        foreach (var image in left.Where(resource => resource.Kind == LedgerKind.Image))
        {
            lives[image.ResourceId] = new Life(image.Owner, image.Region, image.ResourceId) { CopyKey = image.Tags.GetValueOrDefault(CopyKeyTag) };
        }

        foreach (var entry in entries.Where(entry => entry.Kind == LedgerKind.Image))
        {
            var life = lives.GetValueOrDefault(entry.ResourceId) ?? new Life(entry.Owner, entry.Region, entry.ResourceId);
            lives[entry.ResourceId] = entry.Effect switch
            {
                LedgerEffect.Made => life with { From = entry.Number, MadeBy = entry.RequestId },
                LedgerEffect.Removed => life with { Until = entry.Number },
                LedgerEffect.Tagged when entry.What == CopyKeyTag => life with { CopyKey = entry.After },
                _ => life,
            };
        }

        return lives.Values
            .Where(life => life.CopyKey is not null)
            .GroupBy(life => (life.Owner, life.Region, life.CopyKey))
            .Select(same => new LedgerDuplicate(same.Key.Owner, same.Key.Region, same.Key.CopyKey!, [.. Twins([.. same])]))
            .Where(duplicate => duplicate.Images.Count > 0)
            .OrderBy(duplicate => $"{duplicate.Owner}/{duplicate.Region}/{duplicate.CopyKey}", StringComparer.Ordinal);
    }

    private static IEnumerable<LedgerDuplicate.Copy> Twins(List<Life> same) => same
        .Where(life => same.Exists(life.IsTwinOf))
        .OrderBy(life => life.From)
        .Select(life => new LedgerDuplicate.Copy(life.ImageId, life.Until == long.MaxValue, life.MadeBy));

    /// <summary>From which effect until which an image was there.</summary>
    private sealed record Life(string Owner, string Region, string ImageId)
    {
        public string? CopyKey { get; init; }

        public string? MadeBy { get; init; }

        public long From { get; init; }

        public long Until { get; init; } = long.MaxValue;

        /// <summary>One that was removed before the other was made was made anew, not twice.</summary>
        public bool IsTwinOf(Life other) =>
            ImageId != other.ImageId && (MadeBy is null || MadeBy != other.MadeBy) && From < other.Until && other.From < Until;
    }
}
