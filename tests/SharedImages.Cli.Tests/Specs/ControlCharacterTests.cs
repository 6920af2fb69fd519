using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

/// <summary>What a terminal would obey is refused in each text of a spec, from YAML and from JSON alike.</summary>
public sealed class ControlCharacterTests
{
    private static readonly string[] Fields =
    [
        "apiVersion", "kind", "name", "version", "account", "source.region", "source.owner", "source.imageId", "source.namePattern", "intake.kmsKeyId", "intake.after",
        "targets[0].region", "targets[0].kmsKeyId", "image.name", "image.description", "image.family", "image.tags.team", "share.accounts[0]", "onFailure",
    ];

    public static TheoryData<int> Refused =>
    [
        0x00, 0x07, 0x09, 0x0A, 0x0D, 0x1B, 0x7F, 0x80, 0x85, 0x9B, 0x9C, 0x9D, 0x9F,
        0x061C, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069,
    ];

    [Theory]
    [MemberData(nameof(Refused))]
    public void InAnyTextField_IsRefusedWhereItStands(int code)
    {
        foreach (var field in Fields)
        {
            var json = Json(Spec(field, $"a{(char)code}b"));
            foreach (var document in (SpecDocument[])[JsonSpecNodes.Parse(json), YamlSpecNodes.Parse(json)])
            {
                var error = PromotionSpecReader.Read(document).Errors.Single(error => error.Problem.Contains("holds the control character", StringComparison.Ordinal));

                error.Problem.ShouldBe($"'a?b' holds the control character U+{code:X4}");
                error.Path.ShouldBe(field);
                Text(json)[(error.Column - 1)..].ShouldStartWith("\"a");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void InTheKeyOfATag_IsRefused(int code)
    {
        var error = PromotionSpecReader.ReadJson(Json(Spec($"image.tags.a{(char)code}b", "value"))).Errors.ShouldHaveSingleItem();

        error.Path.ShouldBe("image.tags.a?b");
        error.Problem.ShouldBe($"'a?b' holds the control character U+{code:X4}");
    }

    [Theory]
    [InlineData("golden image, 5 % smaller (e.g. \"web\")")]
    [InlineData("\u57fa\u7840\u955c\u50cf")]
    [InlineData("\u05d0\u05d1 \u0627\u0628")]
    [InlineData("\ud83d\udc69\u200d\ud83d\ude80")]
    public void TextThatCanBeSeen_IsTaken(string description) =>
        PromotionSpecReader.ReadJson(Json(Spec("image.description", description))).Spec!.Image.Description.ShouldBe(description);

    private static JsonObject Spec(string field, string value)
    {
        var spec = JsonNode.Parse("""
            {"apiVersion":"sharedimages/v1","kind":"Promotion","name":"web-base","version":"1","account":"1","source":{"region":"cn-hangzhou","owner":"2","imageId":"m-1"},
             "intake":{"kmsKeyId":"key","after":"keep"},"targets":[{"region":"cn-shanghai","kmsKeyId":"key"}],"image":{"name":"web-base","description":"golden","family":"web","tags":{"team":"web"}},
             "share":{"accounts":["3"]},"onFailure":"keep"}
            """)!.AsObject();
        var path = field.Replace("[0]", ".0", StringComparison.Ordinal).Split('.');
        JsonNode parent = spec;
        foreach (var name in path[..^1])
        {
            parent = parent is JsonArray list ? list[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]! : parent[name]!;
        }

        if (parent is JsonArray items)
        {
            items[0] = value;
        }
        else
        {
            parent[path[^1]] = value;
        }

        return spec;
    }

    // Escaped as JSON wants them; YAML reads the same escapes.
    private static byte[] Json(JsonObject spec) => JsonSerializer.SerializeToUtf8Bytes(spec);

    private static string Text(byte[] json) => Encoding.UTF8.GetString(json);
}
