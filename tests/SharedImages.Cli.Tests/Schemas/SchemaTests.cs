using System.Text.Json.Nodes;
using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

/// <summary>What the schemas hold; that they and the readers say the same is shown by tests/Conformance/schema.test.js, with ajv.</summary>
[Collection(ProgramRun.Collection)]
public sealed class SchemaTests
{
    public static TheoryData<string> Kinds => [.. OperationKinds.All.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task EachKind_HasASchemaOfItsOwn_AndOneInTheSchemaOfAll(string kind)
    {
        var one = await SchemaAsync(kind);

        one["$schema"]!.ToString().ShouldBe("https://json-schema.org/draft/2020-12/schema");
        one["title"]!.ToString().ShouldBe(kind);
        one["properties"]!["kind"]!["enum"]!.ToJsonString().ShouldBe($"[\"{kind}\"]");
        one["additionalProperties"]!.GetValue<bool>().ShouldBeFalse();
        Texts(one["required"]!).ShouldContain("kind");
        one.Remove("$schema");
        one.Remove("title");
        JsonNode.DeepEquals((await SchemaAsync())["$defs"]![kind], one).ShouldBeTrue();
    }

    [Fact]
    public async Task AField_HasTheFormOfItsReader()
    {
        var promotion = await SchemaAsync("promote");

        Texts(promotion["required"]!).ShouldBe(["apiVersion", "kind", "name", "version", "source", "targets", "image"]);
        var source = promotion["properties"]!["source"]!;
        Texts(source["required"]!).ShouldBe(["region", "owner"]);
        source["oneOf"]!.AsArray().Count.ShouldBe(2);
        source["properties"]!["owner"]!["pattern"]!.ToString().ShouldBe("^(?:[0-9]{1,20})$");
        source["properties"]!["owner"]!["description"]!.ToString().ShouldBe("an account UID; use 1 to 20 digits in quotes, such as \"1000000000000001\"");
        Texts(source["properties"]!["imageId"]!["type"]!).ShouldBe(["string", "null"]);
        promotion["properties"]!["targets"]!["maxItems"]!.GetValue<int>().ShouldBe(PromotionSpecReader.MaxTargets);
        promotion["properties"]!["onFailure"]!["enum"]!.ToJsonString().ShouldBe("[\"keep\",\"undo\",null]");
        promotion["properties"]!["test"]!["properties"]!["on"]!["properties"]!["vSwitches"]!["additionalProperties"]!["items"]!["pattern"]!.ToString().ShouldStartWith("^(?:vsw-");
        var image = (await SchemaAsync("Sharing"))["properties"]!["images"]!["items"]!;
        image["properties"]!.AsObject().Select(field => field.Key).ShouldBe(["promotion", "region", "imageId"]);
        image["properties"]!["region"]!["pattern"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Out_WritesTheSameToAFile()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "schema.json");

        (await ProgramRun.OfAsync("schema", "--out", file)).ShouldSatisfyAllConditions(run => run.ExitCode.ShouldBe(ExitCode.Done), run => run.Output.ShouldBeEmpty());

        JsonNode.DeepEquals(JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)), await SchemaAsync()).ShouldBeTrue();
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Theory]
    [InlineData("Promo")]
    [InlineData("Promotion", "--out", "/nowhere/at/all.json")]
    public async Task ABadKindOrFile_IsRefused(params string[] arguments)
    {
        var run = await ProgramRun.OfAsync(["schema", .. arguments]);

        run.ExitCode.ShouldBe(ExitCode.InvalidInput);
        run.Errors.ShouldHaveSingleItem().ShouldContain(arguments[^1]);
        run.Output.ShouldBeEmpty();
    }

    private static async Task<JsonObject> SchemaAsync(params string[] arguments)
    {
        var run = await ProgramRun.OfAsync(["schema", .. arguments]);
        run.ExitCode.ShouldBe(ExitCode.Done, string.Join('\n', run.Errors));
        return JsonNode.Parse(string.Join('\n', run.Output))!.AsObject();
    }

    private static IEnumerable<string> Texts(JsonNode list) => list.AsArray().Select(item => item!.ToString());
}
