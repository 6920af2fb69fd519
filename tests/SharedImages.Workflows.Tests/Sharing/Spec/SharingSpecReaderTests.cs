using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace SharedImages.Workflows.Tests;

public sealed class SharingSpecReaderTests
{
    private const string Images = "give a list of at least one image: - promotion: web-base/2026.11.24";
    private const string Accounts = "give a list of account UIDs in add, in remove, or in both";
    private const string Uid = "use 1 to 20 digits in quotes, such as \"1000000000000001\"";
    private const string Reference = "give promotion: NAME/VERSION, or region and imageId";

    /// <summary>A field, set to a JSON value ("-" removes it), and the error expected.</summary>
    public static TheoryData<string, string, string> Rows => new()
    {
        { "kind", "\"Promotion\"", "kind: 'Promotion' is not a kind known here; write kind: Sharing" },
        { "name", "\"a/b\"", "name: 'a/b' is not a name; use 1 to 64 letters, digits, '.', '_' and '-', beginning with a letter or digit: it becomes part of the workflow id" },
        { "images", "-", $"images: missing; {Images}" },
        { "images", "[]", $"images: no image; {Images}" },
        { "images", "\"m-1\"", $"images: the text 'm-1' instead of a list; {Images}" },
        { "images", "[{}]", $"images[0]: neither a promotion nor an image; {Reference}" },
        { "images", """[{"promotion":"web-base/1","region":"cn-shanghai","imageId":"m-1"}]""", $"images[0]: both a promotion and an image; {Reference}" },
        { "images", """[{"promotion":"web-base"}]""", "images[0].promotion: 'web-base' is not the name and version of a promotion; use NAME/VERSION, such as web-base/2026.11.24" },
        { "images", """[{"imageId":"m-1"}]""", "images[0].region: missing; use ECS's id of a region, such as cn-hangzhou" },
        { "images", """[{"promotion":"web-base/1"},{"promotion":"web-base/1"}]""", "images[1]: promotion web-base/1 is given twice, first as images[0] at 1:204; keep one of them" },
        { "add", "3", $"add: the number 3 instead of a list; {Accounts}" },
        { "add", "[3]", "add[0]: the number 3 instead of text; put it in quotes: \"3\"" },
        { "add", "[\"me\"]", $"add[0]: 'me' is not an account UID; {Uid}" },
        { "remove", "[\"3000000000000003\"]", "remove[0]: 3000000000000003 is given twice, first as add[0] at 1:222; keep one of them" },
        { "confirmed", "\"yes\"", "confirmed: the text 'yes' instead of true or false; write true or false, without quotes" },
        { "adds", "[]", "adds: unknown field; did you mean add?" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void OneWrongField_IsSaidWithWhatWouldBeRight(string field, string value, string error)
    {
        var reading = SharingJson.Read(spec =>
        {
            spec.Remove(field);
            if (value != "-")
            {
                spec[field] = JsonNode.Parse(value);
            }
        });

        reading.Spec.ShouldBeNull();
        reading.Errors.Select(found => found.ToString()[(found.ToString().IndexOf(' ', StringComparison.Ordinal) + 1)..]).ShouldHaveSingleItem().ShouldBe(error);
    }

    [Fact]
    public void AValidSpec_IsReadWhole()
    {
        var spec = SharingJson.Read().Spec.ShouldNotBeNull();

        spec.Images.ShouldBe([new("web-base/2026.11.24", null, null, null), new(null, null, "cn-shanghai", "m-uf6other")]);
        spec.Add.ShouldBe(["3000000000000003"]);
        spec.Remove.ShouldBe(["5000000000000005"]);
        spec.Confirmed.ShouldBeTrue();
        ((IOperationSpec)spec).Regions.ShouldBe(["cn-shanghai"]);
    }

    [Fact]
    public void NobodyToShareWith_IsAnError()
    {
        var reading = SharingJson.Read(spec =>
        {
            spec.Remove("add");
            spec["remove"] = new JsonArray();
        });

        reading.Errors.ShouldHaveSingleItem().ToString().ShouldBe($"1:1: neither an account to share with nor one to take images back from; {Accounts}");
    }

    [Fact]
    public void MoreThanFiftyAccounts_AreAnError() =>
        SharingJson.Read(spec => spec["add"] = new JsonArray([.. Enumerable.Range(100, 51).Select(number => JsonValue.Create($"{number}"))]))
            .Errors.ShouldHaveSingleItem().Problem.ShouldBe("51 accounts");

    // What crosses Temporal is the spec as the program serializes it.
    [Fact]
    public void ASpec_SurvivesItsJson()
    {
        var spec = SharingJson.Read().Spec!;

        SpecDigest.Of(SharingSpecReader.ReadJson(JsonSerializer.SerializeToUtf8Bytes(spec, ContractJson.Options)).Spec!).ShouldBe(SpecDigest.Of(spec));
    }

    [Fact]
    public void TheOrderOfImagesAndAccounts_DoesNotCount()
    {
        var spec = SharingJson.Read().Spec! with { Add = ["3", "4"] };
        var other = spec with { Images = [.. spec.Images.Reverse()], Add = ["4", "3"] };

        SpecDigest.Of(other).ShouldBe(SpecDigest.Of(spec));
        SpecDifference.Between(other, spec).ShouldBeEmpty();
        SpecDifference.Between(spec with { Confirmed = false }, spec).ShouldBe(["confirmed: false here, true there"]);
    }

    [Fact]
    public void AnyBytes_GiveASpecOrErrors() =>
        Gen.Byte.Array[0, 200].Sample(bytes => HasSpecOrErrors(SharingSpecReader.ReadJson(bytes)));

    [Fact]
    public void ADamagedSpec_GivesASpecOrErrors()
    {
        var valid = SharingJson.Valid().Bytes();
        Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Byte, Gen.Int[0, 20]).Sample((at, value, removed) =>
        {
            byte[] damaged = [.. valid[..at], value, .. valid[Math.Min(valid.Length, at + removed)..]];
            return HasSpecOrErrors(SharingSpecReader.ReadJson(damaged));
        });
    }

    [Fact]
    public void AnyTree_GivesASpecOrErrorsThatStandInTheDocument() =>
        Trees.Sample(tree =>
        {
            var reading = SharingSpecReader.Read(new(tree, null));
            return HasSpecOrErrors(reading) && reading.Errors.All(error => error.Line > 0 && error.Column > 0);
        });

    private static readonly Gen<string> Words = Gen.OneOf(
        "apiVersion", "kind", "name", "version", "account", "images", "promotion", "region", "imageId", "add", "remove", "confirmed", "sharedimages/v1", "Sharing", "web-base/1",
        "cn-hangzhou", "m-1", "3", "\u0000", "\ud800", "");

    private static readonly Gen<SpecNode> Trees = Gen.Recursive<SpecNode>((depth, tree) =>
    {
        var scalar = Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Enum<SpecScalarKind>(), Words).Select((line, column, kind, text) => (SpecNode)new SpecScalar(line, column, kind, text));
        var list = Gen.Select(Gen.Int[1, 9], tree.List[0, 4]).Select((line, items) => (SpecNode)new SpecList(line, 1, items));
        var map = Gen.Select(Gen.Int[1, 9], Gen.Select(Words, tree).List[0, 8])
            .Select((line, entries) => (SpecNode)new SpecMap(line, 1, [.. entries.Select(entry => new SpecEntry(entry.Item1, line, 1, entry.Item2))]));
        return depth > 4 ? scalar : Gen.Frequency((1, scalar), (1, list), (3, map));
    });

    private static bool HasSpecOrErrors(SpecReading<SharingSpec> reading) => reading.Spec is null == reading.Errors.Count > 0;
}
