using System.Text;
using System.Text.RegularExpressions;
using SharedImages.Workflows;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SharedImages.Cli;

/// <summary>
/// Reads YAML into located nodes. Never throws. Plain YAML only: one document, no anchors, aliases or tags;
/// unquoted scalars are what YAML 1.2's core schema says, so <c>yes</c> is text and <c>1.10</c> a number.
/// </summary>
internal static partial class YamlSpecNodes
{
    private const string PlainOnly = "write it out in full, in plain YAML";

    public static SpecDocument Parse(ReadOnlySpan<byte> yaml)
    {
        if (yaml.Length > SpecDocument.MaxBytes)
        {
            return SpecDocument.TooLong;
        }

        try
        {
            var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(yaml);
            return Parse(new Parser(new StringReader(text.TrimStart('\uFEFF'))));
        }
        catch (DecoderFallbackException)
        {
            return SpecDocument.Malformed(1, 1, "this is not UTF-8 text", "save the file as UTF-8");
        }
        catch (SpecFormatException e)
        {
            return SpecDocument.Malformed((int)e.At.Line, (int)e.At.Column, e.Message, e.Remedy);
        }
        catch (YamlException e)
        {
            return SpecDocument.Malformed((int)e.Start.Line, (int)e.Start.Column, "not YAML: " + e.Message.TrimEnd('.'), "correct the syntax here or just before");
        }
    }

    private static SpecDocument Parse(Parser parser)
    {
        try
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out var end))
            {
                throw Malformed(end, "the document is empty", "write a spec, beginning with apiVersion: sharedimages/v1");
            }

            parser.Consume<DocumentStart>();
            var root = ReadNode(parser, SpecDocument.MaxDepth);
            parser.Consume<DocumentEnd>();
            return parser.Accept<DocumentStart>(out var second)
                ? throw Malformed(second, "a second document", "write one promotion per file")
                : new(root, null);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // The parser's own answer to some open brackets and some tags; it does not say where.
            var at = parser.Current?.Start ?? Mark.Empty;
            return SpecDocument.Malformed((int)at.Line, (int)at.Column, "not YAML from here on", "close what is open, and use no tags");
        }
    }

    private static SpecNode ReadNode(Parser parser, int depth)
    {
        if (parser.Accept<AnchorAlias>(out var alias))
        {
            throw Malformed(alias, $"an alias (*{alias.Value})", PlainOnly);
        }

        if (!parser.Accept<NodeEvent>(out var node))
        {
            throw Malformed(parser.Current!, "nothing where a value is needed", PlainOnly);
        }

        if (!node.Anchor.IsEmpty)
        {
            throw Malformed(node, $"an anchor (&{node.Anchor})", PlainOnly);
        }

        if (!node.Tag.IsEmpty)
        {
            throw Malformed(node, $"a tag ({node.Tag})", PlainOnly);
        }

        return depth == 0
            ? throw Malformed(node, "nested too deep", "a spec has four levels")
            : node switch
            {
                MappingStart => ReadMap(parser, depth - 1),
                SequenceStart => ReadList(parser, depth - 1),
                _ => ReadScalar(parser.Consume<Scalar>()),
            };
    }

    private static SpecMap ReadMap(Parser parser, int depth)
    {
        var start = parser.Consume<MappingStart>();
        var entries = new List<SpecEntry>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            entries.Add(ReadNode(parser, depth) is SpecScalar name
                ? new(name.Text, name.Line, name.Column, ReadNode(parser, depth))
                : throw Malformed(start, "a map whose key is not a word", "give each field a name"));
        }

        return new((int)start.Start.Line, (int)start.Start.Column, entries);
    }

    private static SpecList ReadList(Parser parser, int depth)
    {
        var start = parser.Consume<SequenceStart>();
        var items = new List<SpecNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(parser, depth));
        }

        return new((int)start.Start.Line, (int)start.Start.Column, items);
    }

    private static SpecScalar ReadScalar(Scalar scalar)
    {
        var kind = scalar.Style != ScalarStyle.Plain ? SpecScalarKind.Text
            : Null.IsMatch(scalar.Value) ? SpecScalarKind.Null
            : Boolean.IsMatch(scalar.Value) ? SpecScalarKind.Boolean
            : Number.IsMatch(scalar.Value) ? SpecScalarKind.Number
            : SpecScalarKind.Text;
        var text = kind is SpecScalarKind.Boolean ? scalar.Value.ToLowerInvariant() : scalar.Value;
        return new((int)scalar.Start.Line, (int)scalar.Start.Column, kind, text);
    }

    private static SpecFormatException Malformed(ParsingEvent at, string problem, string remedy) => new(at.Start, problem, remedy);

    [GeneratedRegex(@"\A(null|Null|NULL|~|)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Null { get; }

    [GeneratedRegex(@"\A(true|True|TRUE|false|False|FALSE)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Boolean { get; }

    [GeneratedRegex(@"\A([-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Number { get; }

    /// <summary>Ends the parsing where something is not allowed.</summary>
    private sealed class SpecFormatException(Mark at, string problem, string remedy) : Exception(problem)
    {
        public Mark At { get; } = at;

        public string Remedy { get; } = remedy;
    }
}
