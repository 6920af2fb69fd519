using System.Text.RegularExpressions;

namespace SharedImages.Workflows;

/// <summary>What a reader asks of a document, noted by it as it reads: what a schema is made of, so that both say the same.</summary>
internal sealed partial class SpecShapes
{
    private readonly SortedDictionary<string, SpecShape> shapes = new(StringComparer.Ordinal);

    /// <summary>How much is known.</summary>
    public int Count => shapes.Values.Sum(shape => shape.Count);

    /// <summary>What is asked of the value with this path; all items of a list are one.</summary>
    public SpecShape At(string path)
    {
        var key = Index.Replace(path, "[]");
        if (!shapes.TryGetValue(key, out var shape))
        {
            shapes[key] = shape = new();
        }

        return shape;
    }

    /// <summary>
    /// All that a reader asks. It is given a document that grows by what it has asked for, in each of the ways that it lets a map be written, and
    /// with each word of a choice, until it asks for nothing new.
    /// </summary>
    public static SpecShapes Of(Func<SpecDocument, SpecReading<IOperationSpec>> read)
    {
        var asked = new SpecShapes();
        int before;
        do
        {
            before = asked.Count;
            for (var set = 0; set < asked.MostSets; set++)
            {
                for (var word = 0; word < asked.MostWords; word++)
                {
                    read(new(asked.Document("", set, word), null) { Asked = asked });
                }
            }
        }
        while (asked.Count > before);
        return asked;
    }

    private int MostSets => shapes.Values.Select(shape => shape.Sets.Count).Append(1).Max();

    private int MostWords => shapes.Values.Select(shape => shape.Words.Count).Append(1).Max();

    private SpecNode Document(string path, int set, int word)
    {
        var shape = At(path);
        if (shape.Fields is { } fields)
        {
            var chosen = shape.Sets.Count == 0 ? null : shape.Sets[set % shape.Sets.Count];
            return new SpecMap(1, 1, [.. fields
                .Where(field => chosen is null || chosen.Contains(field, StringComparer.Ordinal) || !shape.IsInSet(field))
                .Select(field => new SpecEntry(field, 1, 1, Document(path.Length == 0 ? field : $"{path}.{field}", set, word)))]);
        }

        return shape.IsList ? new SpecList(1, 1, [Document($"{path}[]", set, word)])
            : shape.Keys is not null ? new SpecMap(1, 1, [])
            : new SpecScalar(1, 1, SpecScalarKind.Text, shape.Words.Count == 0 ? "x" : shape.Words[word % shape.Words.Count]);
    }

    [GeneratedRegex(@"\[[0-9]+\]")]
    private static partial Regex Index { get; }
}
