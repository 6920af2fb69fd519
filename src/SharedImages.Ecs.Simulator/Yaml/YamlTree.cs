using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SharedImages.Ecs.Simulator;

/// <summary>Reads YAML into nodes that keep their places. Doubled fields are kept too, so that they can be reported with everything else.</summary>
internal static class YamlTree
{
    private const int MaxDepth = 32;

    /// <exception cref="YamlException">Not YAML, or with what a plain file does not need: several documents, aliases.</exception>
    public static YamlNode Read(TextReader text)
    {
        var parser = new Parser(text);
        try
        {
            return Read(parser);
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            // The parser's own answer to some broken lines and some tags.
            var place = parser.Current?.End ?? Mark.Empty;
            throw new YamlException(place, place, "what follows fits nothing before it", error);
        }
    }

    private static YamlNode Read(Parser parser)
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out var end))
        {
            throw new YamlException(end.Start, end.End, "the file is empty");
        }

        parser.Consume<DocumentStart>();
        var root = ReadNode(parser, depth: 0);
        parser.Consume<DocumentEnd>();
        return parser.Accept<DocumentStart>(out var second)
            ? throw new YamlException(second.Start, second.End, "a second document begins here; give one")
            : root;
    }

    private static YamlNode ReadNode(Parser parser, int depth)
    {
        var start = parser.Current!.Start;
        if (depth > MaxDepth)
        {
            throw new YamlException(start, start, $"nested more than {MaxDepth} deep");
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return Text(scalar);
        }

        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<YamlNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(ReadNode(parser, depth + 1));
            }

            return new YamlList(items, start.Line, start.Column);
        }

        if (parser.TryConsume<MappingStart>(out _))
        {
            var fields = new List<(YamlText, YamlNode)>();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                fields.Add((Text(parser.Consume<Scalar>()), ReadNode(parser, depth + 1)));
            }

            return new YamlMap(fields, start.Line, start.Column);
        }

        throw new YamlException(start, parser.Current.End, "aliases are not taken; write the value out");
    }

    private static YamlText Text(Scalar scalar) => new(scalar.Value, scalar.Start.Line, scalar.Start.Column);
}
