using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;

namespace SharedImages.Ecs.Simulator;

/// <summary>Any answer as XML: properties are elements, a list is its element again and again, inside its wrapper (facts §1.7, §1.8).</summary>
internal static class XmlText
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        NewLineHandling = NewLineHandling.Entitize,
    };

    public static string Write(string root, JsonObject body)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, Settings))
        {
            Write(xml, root, body);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Write(XmlWriter xml, string name, JsonNode? node)
    {
        switch (node)
        {
            case null:
                return;
            case JsonArray items:
                foreach (var item in items)
                {
                    Write(xml, name, item);
                }

                return;
        }

        xml.WriteStartElement(name);
        if (node is JsonObject fields)
        {
            foreach (var (field, value) in fields)
            {
                Write(xml, field, value);
            }
        }
        else
        {
            xml.WriteString(Text(node.AsValue()));
        }

        xml.WriteEndElement();
    }

    private static string Text(JsonValue value) =>
        value.GetValueKind() == JsonValueKind.String ? Clean(value.GetValue<string>()) : value.ToJsonString();

    /// <summary>XML has no way to write some characters that JSON has.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var isXml = !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value);
            clean.Append(isXml ? rune.ToString() : Rune.ReplacementChar.ToString());
        }

        return clean.ToString();
    }
}
