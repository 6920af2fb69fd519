using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using CsCheck;

namespace SharedImages.Ecs.Simulator.Tests;

public sealed class XmlTextProperties
{
    [Fact]
    public void Every_text_comes_back_but_for_what_xml_cannot_say() =>
        Gen.String.Sample(text =>
        {
            var xml = XElement.Parse(XmlText.Write("Root", new JsonObject { ["Field"] = text }), LoadOptions.PreserveWhitespace);

            xml.Element("Field")!.Value.ShouldBe(Speakable(text));
        });

    [Fact]
    public void Every_list_has_its_items_in_order() =>
        Gen.Int.Array[0, 20].Sample(numbers =>
        {
            var body = new JsonObject { ["Numbers"] = new JsonObject { ["Number"] = new JsonArray([.. numbers.Select(number => JsonValue.Create(number))]) } };

            var xml = XElement.Parse(XmlText.Write("Root", body));

            xml.Elements("Numbers").Elements("Number").Select(number => (int)number).ShouldBe(numbers);
        });

    private static string Speakable(string text) => string.Concat(text.EnumerateRunes().Select(rune =>
        rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\ufffd" : rune.ToString()));
}
