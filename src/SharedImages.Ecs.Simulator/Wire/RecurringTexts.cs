namespace SharedImages.Ecs.Simulator;

/// <summary>Short texts that recur from request to request; resources, ledger and journal keep them. Each is there once and then shared.</summary>
internal static class RecurringTexts
{
    private const int MaxLength = 64;

    // As many as there are places; a new text takes its place from the one before. A reference is written as a whole, so no lock is needed.
    private static readonly string?[] Known = new string?[4_096];

    public static string Of(string text)
    {
        if (text.Length > MaxLength)
        {
            return text;
        }

        ref var known = ref Known[text.GetHashCode(StringComparison.Ordinal) & (Known.Length - 1)];
        return known is { } there && there == text ? there : known = text;
    }
}
