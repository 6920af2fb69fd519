namespace SharedImages.Workflows;

/// <summary>Values that may stand once: what is given again is an error that names the first place.</summary>
internal sealed class Doubles(SpecErrors errors)
{
    private readonly SortedDictionary<string, (string Path, SpecNode Node)> first = new(StringComparer.Ordinal);

    public void Add(string value, string path, SpecNode node)
    {
        if (!first.TryAdd(value, (path, node)))
        {
            var (firstPath, firstNode) = first[value];
            errors.Add(path, node, $"{value} is given twice, first as {firstPath} at {SpecFields.Place(firstNode)}", "keep one of them");
        }
    }
}
