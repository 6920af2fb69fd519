using System.Text;

namespace SharedImages.Workflows.Tests;

public sealed class ImageReferenceReaderTests
{
    [Theory]
    [InlineData("owner", """{"promotion":"web-base/2026.11.24"}""", "web-base/2026.11.24", null, null, null)]
    [InlineData("region", """{"promotion":"web-base/1","region":null}""", "web-base/1", null, null, null)]
    [InlineData("owner", """{"owner":"2000000000000002","imageId":"m-bp1shared"}""", null, "2000000000000002", null, "m-bp1shared")]
    [InlineData("region", """{"region":"cn-shanghai","imageId":"m-bp1shared"}""", null, null, "cn-shanghai", "m-bp1shared")]
    public void AReference_IsOneOfTwoForms(string beside, string json, string? promotion, string? owner, string? region, string? imageId)
    {
        var (reference, errors) = Read(json, beside);

        errors.ShouldBeEmpty();
        reference.ShouldBe(new(promotion, owner, region, imageId));
    }

    [Theory]
    [InlineData("owner", "{}", "1:1: image: neither a promotion nor an image; give promotion: NAME/VERSION, or owner and imageId")]
    [InlineData("region", """{"promotion":"a/1","imageId":"m-1"}""", "1:1: image: both a promotion and an image; give promotion: NAME/VERSION, or region and imageId")]
    [InlineData("owner", """{"imageId":"m-1"}""", "1:1: image.owner: missing; use 1 to 20 digits in quotes, such as \"1000000000000001\"")]
    [InlineData("region", """{"region":"cn-shanghai"}""", "1:1: image.imageId: missing; use an id that begins with m-, such as m-bp1abcdefghijklmnopq")]
    [InlineData("region", """{"owner":"1","imageId":"m-1"}""", "1:1: image.region: missing; use ECS's id of a region, such as cn-hangzhou", "1:2: image.owner: unknown field; known here: promotion, region, imageId")]
    [InlineData("owner", """{"promotion":"web-base"}""", "1:14: image.promotion: 'web-base' is not the name and version of a promotion; use NAME/VERSION, such as web-base/2026.11.24")]
    [InlineData("owner", """{"promotion":"web-base/1/cn-shanghai"}""", "1:14: image.promotion: 'web-base/1/cn-shanghai' is not the name and version of a promotion; use NAME/VERSION, such as web-base/2026.11.24")]
    [InlineData("owner", """{"promotion":"/1"}""", "1:14: image.promotion: '/1' is not the name and version of a promotion; use NAME/VERSION, such as web-base/2026.11.24")]
    [InlineData("owner", "\"web-base/1\"", "1:1: image: the text 'web-base/1' instead of a map; give a map of promotion, owner, imageId")]
    public void AnythingElse_IsAnErrorInItsPlace(string beside, string json, params string[] expected) =>
        Read(json, beside).Errors.Select(error => error.ToString()).ShouldBe(expected);

    [Fact]
    public void AReference_IsReadFromWhatItIsWrittenAs()
    {
        foreach (var reference in (ImageReference[])[new("web-base/1", null, null, null), new(null, "2000000000000002", null, "m-1")])
        {
            Read(System.Text.Json.JsonSerializer.Serialize(reference, ContractJson.Options), "owner").Reference.ShouldBe(reference);
        }
    }

    [Fact]
    public void AReference_HasWords()
    {
        new ImageReference("web-base/1", null, null, null).ToString().ShouldBe("promotion web-base/1");
        new ImageReference(null, "1", null, "m-1").ToString().ShouldBe("image m-1");
    }

    private static (ImageReference Reference, IReadOnlyList<SpecError> Errors) Read(string json, string beside)
    {
        var errors = new SpecErrors();
        var reference = ImageReferenceReader.Read(errors, "image", JsonSpecNodes.Parse(Encoding.UTF8.GetBytes(json)).Root, beside);
        return (reference, errors.Sorted());
    }
}
