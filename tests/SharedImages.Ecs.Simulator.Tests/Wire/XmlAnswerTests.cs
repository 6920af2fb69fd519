using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace SharedImages.Ecs.Simulator.Tests;

public sealed class XmlAnswerTests : SimulatorTest
{
    private static readonly CallOptions Describe = new("DescribeImages");

    [Theory]
    [InlineData(true, null, null, "text/xml")]
    [InlineData(true, null, "application/json", "text/xml")]
    [InlineData(true, "JSON", null, "application/json")]
    [InlineData(true, "XML", null, "text/xml")]
    [InlineData(false, null, null, "application/json")]
    [InlineData(false, null, "application/json", "application/json")]
    [InlineData(false, null, "*/*", "application/json")]
    [InlineData(false, null, "application/xml", "text/xml")]
    [InlineData(false, "xml", "application/json", "text/xml")]
    [InlineData(false, "JSON", "text/xml", "application/json")]
    public async Task The_parameter_decides_then_the_header_of_version_3(bool rpc, string? format, string? accept, string mediaType)
    {
        var options = Describe with { Rpc = rpc, Accept = accept };

        var reply = format is null ? await Us.Try(options, ("RegionId", Hangzhou)) : await Us.Try(options, ("RegionId", Hangzhou), ("Format", format));

        reply.ShouldBe(200, "OK");
        var type = reply.Response.Content.Headers.ContentType!;
        (type.MediaType, type.CharSet).ShouldBe((mediaType, "utf-8"));
    }

    [Fact]
    public async Task Another_format_is_refused() =>
        (await Us.Try(Describe, ("RegionId", Hangzhou), ("Format", "YAML"))).ShouldBe(400, "InvalidParameter");

    [Fact]
    public async Task An_answer_has_the_operations_name_and_repeats_its_elements_inside_their_wrapper()
    {
        await CopyPlain("copy", ("Tag.1.Key", "a"), ("Tag.1.Value", "1 < 2 & \u0001"), ("Tag.2.Key", "b"), ("Tag.2.Value", "ü中"));

        var xml = (await Us.Try(Describe, ("RegionId", Hangzhou), ("ImageOwnerAlias", "self"), ("Status", "ALL"), ("Format", "XML"))).Xml!;

        xml.Name.LocalName.ShouldBe("DescribeImagesResponse");
        xml.Element("TotalCount")!.Value.ShouldBe("1");
        var image = xml.Elements("Images").Elements("Image").ShouldHaveSingleItem();
        (image.Element("IsCopied")!.Value, image.Element("Size")!.Value, image.Element("Progress")!.Value).ShouldBe(("true", "40", "0%"));
        image.Elements("Tags").Elements("Tag").Select(tag => (tag.Element("TagKey")!.Value, tag.Element("TagValue")!.Value))
            .ShouldBe([("a", "1 < 2 & \ufffd"), ("b", "ü中")]);
    }

    [Fact]
    public async Task An_empty_list_is_an_empty_wrapper()
    {
        var xml = (await Us.Try(Describe, ("RegionId", Shanghai), ("Format", "XML"))).Xml!;

        xml.Element("Images")!.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task An_error_has_its_own_root()
    {
        var reply = await Us.Try(Describe, ("RegionId", "cn-nowhere"), ("Format", "XML"));

        reply.ShouldBe(404, "InvalidRegionId.NotFound");
        reply.Xml!.Name.LocalName.ShouldBe("Error");
        reply.Xml.Elements().Select(element => element.Name.LocalName).ShouldBe(["RequestId", "HostId", "Code", "Message", "Recommend"]);
    }

    [Theory]
    [InlineData("DescribeRegions")]
    [InlineData("DescribeImages")]
    [InlineData("DescribeSnapshots")]
    [InlineData("GetCallerIdentity")]
    public async Task Both_formats_say_the_same(string action)
    {
        var options = new CallOptions(action);
        var json = await Us.Try(options, ("RegionId", Hangzhou));
        var xml = await Us.Try(options, ("RegionId", Hangzhou), ("Format", "XML"));

        var (fromJson, fromXml) = (Leaves(action, json.Body).ToList(), Leaves(xml.Xml!).ToList());

        fromJson.RemoveAll(leaf => leaf.Path.EndsWith("/RequestId", StringComparison.Ordinal));
        fromXml.RemoveAll(leaf => leaf.Path.EndsWith("/RequestId", StringComparison.Ordinal));
        fromXml.ShouldBe(fromJson);
    }

    private static IEnumerable<(string Path, string Text)> Leaves(string path, JsonNode? node) => node switch
    {
        null => [],
        JsonArray items => items.SelectMany(item => Leaves(path, item)),
        JsonObject fields => fields.SelectMany(field => Leaves($"{path}/{field.Key}", field.Value)),
        _ => [(path, node.ToString())],
    };

    private static IEnumerable<(string Path, string Text)> Leaves(XElement root)
    {
        var action = root.Name.LocalName[..^"Response".Length];
        return root.Descendants().Where(element => !element.HasElements && !element.IsEmpty)
            .Select(element => (string.Join('/', element.AncestorsAndSelf().Reverse().Skip(1).Select(part => part.Name.LocalName).Prepend(action)), element.Value));
    }
}
