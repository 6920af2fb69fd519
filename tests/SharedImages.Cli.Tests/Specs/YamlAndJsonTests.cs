using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

/// <summary>JSON is YAML, too: what both parsers make of one text must be the same.</summary>
public sealed class YamlAndJsonTests
{
    private static readonly Gen<JsonNode?> Scalars = Gen.OneOf(
        Gen.OneOf("sharedimages/v1", "Promotion", "cn-hangzhou", "cn-shanghai", "m-1", "1000000000000001", "keep", "web base", "a\nb\"\\/\u00fc\u6f22\ud83d\ude00", "").Select(text => (JsonNode?)text),
        Gen.Long.Select(number => (JsonNode?)number),
        Gen.Double[-1e6, 1e6].Select(number => (JsonNode?)number),
        Gen.Bool.Select(boolean => (JsonNode?)boolean),
        Gen.Const((JsonNode?)null));

    private static readonly Gen<JsonNode?> Values = Gen.Recursive<JsonNode?>((depth, value) => depth > 4
        ? Scalars
        : Gen.Frequency(
            (3, Scalars),
            (1, value.List[0, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())]))),
            (3, Gen.Select(Names, value).List[0, 6].Select(fields => (JsonNode?)new JsonObject(
                fields.DistinctBy(field => field.Item1).Select(field => KeyValuePair.Create(field.Item1, field.Item2?.DeepClone())))))));

    private static Gen<string> Names => Gen.OneOf(
        "apiVersion", "kind", "name", "version", "account", "source", "region", "owner", "imageId", "namePattern", "intake", "kmsKeyId", "encrypted", "after", "targets", "image",
        "description", "family", "tags", "share", "accounts", "onFailure", "nmae", "x y");

    [Fact]
    public void One_text_gives_the_same_spec_and_the_same_errors() =>
        Gen.Select(Values, Gen.Bool).Sample((value, indented) =>
        {
            var text = JsonSerializer.SerializeToUtf8Bytes(value, Options(indented));
            return Reading(YamlSpecNodes.Parse(text)) == Reading(JsonSpecNodes.Parse(text));
        });

    [Fact]
    public void A_good_spec_is_the_same_spec_in_both()
    {
        var spec = PromotionSpecReader.Read(YamlSpecNodes.Parse(Encoding.UTF8.GetBytes(YamlSpecNodesTests.Valid))).Spec!;
        var json = JsonSerializer.SerializeToUtf8Bytes(spec, Options(true));

        Reading(JsonSpecNodes.Parse(json)).ShouldBe(Reading(YamlSpecNodes.Parse(json)));
        SpecDigest.Of(PromotionSpecReader.ReadJson(json).Spec!).ShouldBe(SpecDigest.Of(spec));
    }

    [Fact]
    public void Any_bytes_give_a_document_or_an_error() =>
        Gen.Byte.Array[0, 300].Sample(bytes => YamlSpecNodes.Parse(bytes) is { Root: null, Error: not null } or { Root: not null, Error: null });

    [Fact]
    public void Any_text_of_YAML_characters_gives_a_document_or_an_error() =>
        Gen.Char["abc:-{}[],&*!|>'\"%@`#? \n\t~\\.1"].Array[0, 40].Sample(chars =>
            YamlSpecNodes.Parse(Encoding.UTF8.GetBytes(new string(chars))) is { Root: null, Error: not null } or { Root: not null, Error: null });

    [Fact]
    public void A_damaged_spec_gives_a_document_or_an_error() =>
        Gen.Select(Gen.Int[0, YamlSpecNodesTests.Valid.Length - 1], Gen.Char["a:-{}[],&*!|>'\"%@`#? \n\t~\\."].Array[0, 4], Gen.Int[0, 30]).Sample((at, put, removed) =>
        {
            var valid = YamlSpecNodesTests.Valid;
            var damaged = string.Concat(valid.AsSpan(0, at), put, valid.AsSpan(Math.Min(valid.Length, at + removed)));
            return YamlSpecNodes.Parse(Encoding.UTF8.GetBytes(damaged)) is { Root: null, Error: not null } or { Root: not null, Error: null };
        });

    private static JsonSerializerOptions Options(bool indented) => new(ContractJson.Options) { WriteIndented = indented };

    private static string Reading(SpecDocument document)
    {
        var reading = PromotionSpecReader.Read(document);
        return JsonSerializer.Serialize(reading, ContractJson.Options);
    }
}
