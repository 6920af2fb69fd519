namespace SharedImages.Workflows;

/// <summary>What one recall has put into the register.</summary>
/// <param name="Recall">Name and version of the recall, as <c>NAME/VERSION</c>.</param>
/// <param name="ImageIds">The images that must not be used: what was recalled, and all that came of it.</param>
/// <param name="TakenFrom">Accounts that they were taken back from.</param>
/// <param name="Reason">Why; null = not given.</param>
public sealed record RecallEntry(string Recall, IReadOnlyList<string> ImageIds, IReadOnlyList<string> TakenFrom, string? Reason = null)
{
    /// <summary>With what the same recall has found since.</summary>
    public RecallEntry With(RecallEntry later) => later with
    {
        ImageIds = [.. ImageIds.Union(later.ImageIds, StringComparer.Ordinal)],
        TakenFrom = [.. TakenFrom.Union(later.TakenFrom, StringComparer.Ordinal)],
        Reason = later.Reason ?? Reason,
    };
}
