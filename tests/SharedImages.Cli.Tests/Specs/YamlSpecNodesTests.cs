using System.Text;
using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

public sealed class YamlSpecNodesTests
{
    public const string Valid = """
        apiVersion: sharedimages/v1
        kind: Promotion
        name: web-base
        version: 2026.11.24
        account: "1000000000000001"        # optional
        source: { region: cn-hangzhou, owner: "2000000000000002", imageId: m-bp1shared }
        intake: { kmsKeyId: key-hangzhou, after: keep }
        targets:
          - { region: cn-shanghai, kmsKeyId: key-shanghai }
          - region: ap-southeast-1
            encrypted: true
        image: { name: "web-base-2026.11.24", description: golden image, family: web-base, tags: { team: platform } }
        share: { accounts: ["3000000000000003"] }
        onFailure: keep
        """;

    [Fact]
    public void A_spec_is_read()
    {
        var spec = Read(Valid).Spec.ShouldNotBeNull();

        spec.Version.ShouldBe("2026.11.24");
        spec.Source.ShouldBe(new SourceSpec("cn-hangzhou", "2000000000000002", "m-bp1shared", null));
        spec.Targets.ShouldBe([new("cn-shanghai", true, "key-shanghai"), new("ap-southeast-1", true, null)]);
    }

    [Fact]
    public void All_errors_are_reported_where_they_stand() =>
        Errors("""
            apiVersion: sharedimages/v1
            kind: Promotion
            name: web base
            version: 1.10
            source: { regoin: cn-hangzhou, owner: 2000000000000002, imageId: m-bp1shared }
            targets:
              - region: cn-shanghai
                kmsKeyId: acs:kms:cn-beijing:1000000000000001:key/k
              - region: cn-shanghai
                encrypted: yes
            image:
              name: web-base
              tags:
                team:
            name: again
            """).ShouldBe(
        [
            "3:7: name: 'web base' is not a promotion name; use 1 to 64 letters, digits, '.', '_' and '-', beginning with a letter or digit: it becomes part of the workflow id",
            "4:10: version: the number 1.10 instead of text; put it in quotes: \"1.10\"",
            "5:9: source.region: missing; use ECS's id of a region, such as cn-hangzhou",
            "5:11: source.regoin: unknown field; did you mean region?",
            "5:39: source.owner: the number 2000000000000002 instead of text; put it in quotes: \"2000000000000002\"",
            "8:15: targets[0].kmsKeyId: a key of cn-beijing, but the copy is written in cn-shanghai; give a key of cn-shanghai",
            "9:13: targets[1].region: cn-shanghai is given twice, first as targets[0].region at 7:13; keep one of them",
            "10:16: targets[1].encrypted: the text 'yes' instead of true or false; write true or false, without quotes",
            "14:10: image.tags.team: null instead of text; use at most 128 characters, without http:// and https://",
            "15:1: name: given twice, first at 3:1; keep one of them",
        ]);

    [Theory]
    [InlineData("", "1:1: the document is empty; write a spec, beginning with apiVersion: sharedimages/v1")]
    [InlineData("# nothing\n", "2:1: the document is empty; write a spec, beginning with apiVersion: sharedimages/v1")]
    [InlineData("a: b\n---\nc: d", "2:1: a second document; write one promotion per file")]
    [InlineData("a: &x b\nc: *x", "1:4: an anchor (&x); write it out in full, in plain YAML")]
    [InlineData("a: b\nc: *x", "2:4: an alias (*x); write it out in full, in plain YAML")]
    [InlineData("a: !!str b", "1:4: a tag (tag:yaml.org,2002:str); write it out in full, in plain YAML")]
    [InlineData("? [a]\n: b", "1:1: a map whose key is not a word; give each field a name")]
    [InlineData("[[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]]", "1:17: nested too deep; a spec has four levels")]
    [InlineData("a: [b\nc: d", "1:4: not YAML from here on; close what is open, and use no tags")]
    [InlineData("!!]", "1:1: not YAML from here on; close what is open, and use no tags")]
    [InlineData("a: b\n\tc: d", "1:4: not YAML: While scanning a plain scalar, found a tab character that violate indentation; correct the syntax here or just before")]
    [InlineData("just text", "1:1: the text 'just text' instead of a map; give a map of apiVersion, kind, name, version, account, source, intake, targets, image, test, share, launch, onFailure")]
    public void What_is_no_plain_YAML_is_one_located_error(string yaml, string expected) =>
        Errors(yaml).ShouldBe([expected]);

    [Fact]
    public void A_file_in_another_encoding_or_too_long_is_one_error()
    {
        YamlSpecNodes.Parse([(byte)'a', 0xE4, (byte)':']).Error!.ToString().ShouldBe("1:1: this is not UTF-8 text; save the file as UTF-8");
        YamlSpecNodes.Parse(new byte[SpecDocument.MaxBytes + 1]).Error!.ToString().ShouldBe("1:1: the document is too long; use at most 65536 bytes");
    }

    [Fact]
    public void A_byte_order_mark_is_no_content() =>
        PromotionSpecReader.Read(YamlSpecNodes.Parse([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Valid)])).Errors.ShouldBeEmpty();

    [Theory]
    [InlineData("~", SpecScalarKind.Null)]
    [InlineData("", SpecScalarKind.Null)]
    [InlineData("True", SpecScalarKind.Boolean)]
    [InlineData("no", SpecScalarKind.Text)]
    [InlineData("0123", SpecScalarKind.Number)]
    [InlineData("0x1F", SpecScalarKind.Number)]
    [InlineData("1e3", SpecScalarKind.Number)]
    [InlineData(".nan", SpecScalarKind.Number)]
    [InlineData("2026-11-24", SpecScalarKind.Text)]
    [InlineData("'12'", SpecScalarKind.Text)]
    [InlineData("\"null\"", SpecScalarKind.Text)]
    public void Scalars_are_what_the_core_schema_says(string yaml, SpecScalarKind kind) =>
        YamlSpecNodes.Parse(Encoding.UTF8.GetBytes($"a: {yaml}")).Root.ShouldBeOfType<SpecMap>().Entries[0].Value.ShouldBeOfType<SpecScalar>().Kind.ShouldBe(kind);

    private static SpecReading<PromotionSpec> Read(string yaml) => PromotionSpecReader.Read(YamlSpecNodes.Parse(Encoding.UTF8.GetBytes(yaml)));

    private static IEnumerable<string> Errors(string yaml) => Read(yaml).Errors.Select(error => error.ToString());
}
