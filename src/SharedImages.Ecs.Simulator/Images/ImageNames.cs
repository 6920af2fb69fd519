namespace SharedImages.Ecs.Simulator;

/// <summary>
/// The images of each region, with bits for the parts of their names: a look at the bits tells of most that they do not have a text, and costs
/// much less than a look at the images.
/// </summary>
internal sealed class ImageNames
{
    private const int PartLength = 4;

    private readonly Dictionary<string, List<(ImageRecord Image, ulong Parts)>> byRegion = new(StringComparer.Ordinal);

    public ImageNames(ResourceTable<ImageRecord> table, ResourceLists<ImageRecord> lists)
    {
        table.OnAdd += Add;
        table.OnRemove += Remove;
        lists.OnTouch += image =>
        {
            Remove(image);
            Add(image);
        };
    }

    /// <summary>The images that may have a text in their names; null = the text is too short to tell.</summary>
    public List<ImageRecord>? MayHave(string region, string text)
    {
        var parts = PartsOf(text);
        return parts == 0 ? null : [.. byRegion.GetValueOrDefault(region, []).Where(entry => (entry.Parts & parts) == parts).Select(entry => entry.Image)];
    }

    private void Add(ImageRecord image) =>
        (byRegion.TryGetValue(image.Region, out var images) ? images : byRegion[image.Region] = []).Add((image, PartsOf(image.Name)));

    // Who has come last is most likely to change.
    private void Remove(ImageRecord image) => byRegion[image.Region].RemoveAt(byRegion[image.Region].FindLastIndex(entry => entry.Image == image));

    private static ulong PartsOf(string text)
    {
        var parts = 0UL;
        for (var start = 0; start + PartLength <= text.Length; start++)
        {
            parts |= 1UL << (string.GetHashCode(text.AsSpan(start, PartLength), StringComparison.Ordinal) & 63);
        }

        return parts;
    }
}
