namespace SharedImages.Flows.Tests;

/// <summary>What must be there in a year of <see cref="GoldRefresh.OfAYear"/>, by its rules in words: nothing of the product is asked.</summary>
internal sealed class YearRules
{
    private const int Kept = 3;
    private static readonly TimeSpan Soak = TimeSpan.FromDays(3);

    private readonly List<string> held = [];
    private readonly List<string> promoted = [];
    private (string? To, string? Before) dev;
    private (string? To, string? Before) prod;
    private DateTimeOffset devSince;

    /// <summary>Versions for use, the oldest first.</summary>
    public IReadOnlyList<string> Held => held;

    /// <summary>All that have ever been made, in this order, each once in each region.</summary>
    public IReadOnlyList<string> Promoted => promoted;

    /// <summary>The version that is out of use, and still there; null = none.</summary>
    public string? Recalled { get; private set; }

    /// <summary>What dev points to.</summary>
    public IEnumerable<string> Dev => Pointer(dev.To);

    /// <summary>What prod points to.</summary>
    public IEnumerable<string> Prod => Pointer(prod.To);

    /// <summary>A refresh ran when this version was the newest that was shared.</summary>
    public void Refresh(string newest, DateTimeOffset now)
    {
        // What a channel points to, or would go back to, when the refresh looks.
        string?[] needed = [dev.To, dev.Before, prod.To, prod.Before];
        if (!held.Contains(newest))
        {
            held.Add(newest);
            promoted.Add(newest);
        }

        if (dev.To != newest)
        {
            (dev, devSince) = ((newest, dev.To), now);
        }
        else if (prod.To != newest && devSince + Soak <= now)
        {
            prod = (newest, prod.To);
        }

        foreach (var version in held.SkipLast(Kept).Except(needed).ToList())
        {
            held.Remove(version!);
        }
    }

    /// <summary>The newest version was recalled, which both channels pointed to: they go to the one before.</summary>
    public void Recall(DateTimeOffset now)
    {
        Recalled = held[^1];
        held.Remove(Recalled);
        dev = prod = (held[^1], Recalled);
        devSince = now;
    }

    /// <summary>What was recalled was retired.</summary>
    public void Retire() => Recalled = null;

    private static IEnumerable<string> Pointer(string? version) => version is null ? [] : [version];
}
