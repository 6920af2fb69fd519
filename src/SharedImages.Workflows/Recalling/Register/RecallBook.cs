using System.Globalization;

namespace SharedImages.Workflows;

/// <summary>What a register holds; it goes from one run of it to the next. Pure.</summary>
/// <param name="Entries">By recall, the oldest first.</param>
public sealed record RecallBook(IReadOnlyList<RecallEntry> Entries)
{
    /// <summary>More images are refused: all of them stand in a memo, which is read at every copy, launch and share.</summary>
    public const int MaxImages = 500;

    private const int MaxAccounts = 500;

    private const int MaxReason = 256;

    /// <summary>Nothing was recalled.</summary>
    public static RecallBook Empty { get; } = new([]);

    /// <summary>The images that must not be used, each once.</summary>
    public IReadOnlyList<string> ImageIds => [.. Entries.SelectMany(entry => entry.ImageIds).Distinct(StringComparer.Ordinal)];

    /// <summary>What a recall has put there; null = nothing.</summary>
    public RecallEntry? Of(string recall) => Entries.FirstOrDefault(entry => entry.Recall == recall);

    /// <summary>With what a recall puts there.</summary>
    public RecallBook With(RecallEntry entry) => Of(entry.Recall) is { } known
        ? new([.. Entries.Select(other => other == known ? known.With(entry) : other)])
        : new([.. Entries, entry]);

    /// <summary>Without what a recall has put there.</summary>
    public RecallBook Without(string recall) => new([.. Entries.Where(entry => entry.Recall != recall)]);

    /// <summary>Why an entry is not taken: it has not the form, or there is no room; null = it is.</summary>
    public string? Refuse(RecallEntry entry)
    {
        if (!SpecForms.PromotionName.Fits(entry.Recall) || !entry.ImageIds.All(SpecForms.ImageId.Fits) || !entry.TakenFrom.All(SpecForms.Account.Fits)
            || entry.ImageIds.Count > MaxImages || entry.TakenFrom.Count > MaxAccounts || entry.Reason is { Length: > MaxReason })
        {
            return "this is no entry of a register: give recall (NAME/VERSION), imageIds, takenFrom and perhaps a reason";
        }

        return With(entry).ImageIds.Count is var count && count > MaxImages
            ? string.Create(CultureInfo.InvariantCulture, $"the register would hold {count} images, and has room for {MaxImages}; release recalls that have served (sharedimages recall release)")
            : null;
    }
}
