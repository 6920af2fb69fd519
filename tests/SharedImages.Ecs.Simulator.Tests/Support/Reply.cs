using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace SharedImages.Ecs.Simulator.Tests;

#pragma warning disable CA1507 // Names on the wire; that a member here has the same one is by chance.
/// <summary>An answer: HTTP status and JSON body; of an XML body the outermost elements are in <see cref="Body"/>.</summary>
internal sealed record Reply(int HttpStatus, JsonObject Body, HttpResponseMessage Response)
{
    /// <summary>Null when the answer is JSON.</summary>
    public XElement? Xml { get; private init; }

    public string Code => Body["Code"]?.GetValue<string>() ?? "OK";

    public string ImageId => Body["ImageId"]!.GetValue<string>();

    public IReadOnlyList<JsonNode> Images => [.. Body["Images"]!["Image"]!.AsArray().Select(image => image!)];

    public JsonNode Image => Images.ShouldHaveSingleItem();

    public IReadOnlyList<JsonNode> Snapshots => [.. Body["Snapshots"]!["Snapshot"]!.AsArray().Select(snapshot => snapshot!)];

    public IReadOnlyList<string> InstanceIds => [.. Body["InstanceIdSets"]!["InstanceIdSet"]!.AsArray().Select(id => id!.GetValue<string>())];

    public IReadOnlyList<JsonNode> Instances => List("Instances", "Instance");

    /// <summary>The items of a wrapped list: <c>Instances.Instance[]</c>.</summary>
    public IReadOnlyList<JsonNode> List(string wrapper, string item) => [.. Body[wrapper]![item]!.AsArray().Select(node => node!)];

    public string Text(string name) => Body[name]!.GetValue<string>();

    public static async Task<Reply> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        if (response.Content.Headers.ContentType?.MediaType != "text/xml")
        {
            return new Reply((int)response.StatusCode, JsonNode.Parse(text)!.AsObject(), response);
        }

        var xml = XElement.Parse(text);
        var body = new JsonObject(xml.Elements().Select(element => KeyValuePair.Create(element.Name.LocalName, (JsonNode?)element.Value)));
        return new Reply((int)response.StatusCode, body, response) { Xml = xml };
    }

    public void ShouldBe(int httpStatus, string code) => (HttpStatus, Code).ShouldBe((httpStatus, code), Body.ToJsonString());
}
