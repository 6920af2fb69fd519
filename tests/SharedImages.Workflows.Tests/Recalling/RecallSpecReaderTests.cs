using System.Text;

namespace SharedImages.Workflows.Tests;

public sealed class RecallSpecReaderTests
{
    [Fact]
    public void AnImage_AndAVersion_AreRead()
    {
        Read("""{"name":"image","version":"m-1","image":{"imageId":"m-1"},"reason":"CVE","plan":true""").Spec
            .ShouldBe(new RecallSpec("image", "m-1", new(null, null, null, "m-1"), null, "CVE", true, false));
        Read("""{"name":"web","version":"1","image":{"promotion":"web/1"},"release":true""").Spec
            .ShouldBe(new RecallSpec("web", "1", new("web/1", null, null, null), null, null, false, true));
    }

    [Theory]
    [InlineData("""{"name":"web","version":"1","image":{"imageId":"m-1"}""", "web/1 is not the name and version of what is recalled; write name: image and version: m-1")]
    [InlineData("""{"name":"web","version":"2","image":{"promotion":"web/1"}""", "web/2 is not the name and version of what is recalled; write name: web and version: 1")]
    [InlineData("""{"name":"web","version":"1","image":{}""", "neither a promotion nor an image; give promotion: NAME/VERSION, or imageId")]
    [InlineData("""{"name":"web","version":"1","image":{"promotion":"web/1","imageId":"m-1"}""", "both a promotion and an image; give promotion: NAME/VERSION, or imageId")]
    [InlineData("{\"name\":\"web\",\"version\":\"1\"", "missing; give promotion: NAME/VERSION, or imageId")]
    [InlineData("""{"name":"web","version":"1","image":{"promotion":"web/1"},"reason":"" """, "'' is not a reason; use 1 to 256 characters")]
    [InlineData("""{"name":"web","version":"1","image":{"promotion":"web/1"},"delete":true""", "delete: unknown field; known here: apiVersion, kind, name, version, image, account, reason, plan, release")]
    public void WhatIsWrong_IsSaid(string json, string error) => Read(json).Errors.ShouldHaveSingleItem().ToString().ShouldEndWith(error);

    private static SpecReading<RecallSpec> Read(string json) =>
        RecallSpecReader.ReadJson(Encoding.UTF8.GetBytes($$"""{{json}},"apiVersion":"sharedimages/v1","kind":"Recall"}"""));
}
