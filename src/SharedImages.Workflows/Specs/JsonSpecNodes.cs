using System.Text.Json;

namespace SharedImages.Workflows;

/// <summary>Reads JSON into located nodes. Never throws; keeps doubled fields, so that they can be reported.</summary>
public static class JsonSpecNodes
{
    /// <summary>Parses one JSON value in UTF-8.</summary>
    public static SpecDocument Parse(ReadOnlySpan<byte> json)
    {
        if (json.Length > SpecDocument.MaxBytes)
        {
            return SpecDocument.TooLong;
        }

        var reader = new Utf8JsonReader(json, new() { MaxDepth = SpecDocument.MaxDepth });
        var place = new TextPlace(json);
        try
        {
            reader.Read();
            var root = ReadNode(ref reader, ref place);

            // Throws when anything follows the value.
            reader.Read();
            return new(root, null);
        }
        catch (JsonException e)
        {
            place.MoveTo((int)reader.BytesConsumed);
            return SpecDocument.Malformed(
                (int)(e.LineNumber ?? place.Line - 1) + 1, (int)(e.BytePositionInLine ?? place.Column - 1) + 1, "not JSON: " + Reason(e), "send one JSON object");
        }
        catch (InvalidOperationException)
        {
            return SpecDocument.Malformed(place.Line, place.Column, "this text is not valid Unicode", "send UTF-8, without halves of surrogate pairs");
        }
    }

    private static SpecNode ReadNode(ref Utf8JsonReader reader, ref TextPlace place)
    {
        place.MoveTo((int)reader.TokenStartIndex);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadMap(ref reader, ref place),
            JsonTokenType.StartArray => ReadList(ref reader, ref place),
            JsonTokenType.String => Scalar(place, SpecScalarKind.Text, reader.GetString()!),
            JsonTokenType.Number => Scalar(place, SpecScalarKind.Number, System.Text.Encoding.UTF8.GetString(reader.ValueSpan)),
            JsonTokenType.True => Scalar(place, SpecScalarKind.Boolean, "true"),
            JsonTokenType.False => Scalar(place, SpecScalarKind.Boolean, "false"),
            _ => Scalar(place, SpecScalarKind.Null, "null"),
        };
    }

    private static SpecMap ReadMap(ref Utf8JsonReader reader, ref TextPlace place)
    {
        var (line, column) = (place.Line, place.Column);
        var entries = new List<SpecEntry>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            place.MoveTo((int)reader.TokenStartIndex);
            var (nameLine, nameColumn) = (place.Line, place.Column);
            var name = reader.GetString()!;
            reader.Read();
            entries.Add(new(name, nameLine, nameColumn, ReadNode(ref reader, ref place)));
        }

        return new(line, column, entries);
    }

    private static SpecList ReadList(ref Utf8JsonReader reader, ref TextPlace place)
    {
        var (line, column) = (place.Line, place.Column);
        var items = new List<SpecNode>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadNode(ref reader, ref place));
        }

        return new(line, column, items);
    }

    private static SpecScalar Scalar(TextPlace place, SpecScalarKind kind, string text) => new(place.Line, place.Column, kind, text);

    /// <summary>The reader's message without its own account of the place.</summary>
    private static string Reason(JsonException e) => e.Message.Split(" LineNumber:", 2)[0].TrimEnd('.');
}
