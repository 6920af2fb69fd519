using System.Text.Json.Nodes;

namespace SharedImages.Workflows.Tests;

/// <summary>What is wrong with one field, and the exact text that says so.</summary>
public sealed class BadSpecTests
{
    private const string IdPart = "use 1 to 64 letters, digits, '.', '_' and '-', beginning with a letter or digit: it becomes part of the workflow id";
    private const string Uid = "use 1 to 20 digits in quotes, such as \"1000000000000001\"";
    private const string RegionId = "use ECS's id of a region, such as cn-hangzhou";
    private const string ImageId = "use an id that begins with m-, such as m-bp1abcdefghijklmnopq";
    private const string Pattern = "use 1 to 128 letters, digits, '.', ':', '_', '-', and '*' for any characters, such as web-base-*";
    private const string Key = "use a key id, an alias (alias/name) or an ARN (acs:kms:region:uid:key/id)";
    private const string ImageName = "use 2 to 128 letters, digits, '.', ':', '_' and '-', beginning with a letter, but not with aliyun or acs:";
    private const string Description = "use 2 to 256 characters, not beginning with http:// or https://";
    private const string TagKey = "use 1 to 128 characters, not beginning with aliyun, acs: or sharedimages: (reserved for lineage), without http:// and https://";
    private const string TagValue = "use at most 128 characters, without http:// and https://";
    private const string Visible = "remove it: text is one line of characters that can be seen";
    private const string Boolean = "write true or false, without quotes";
    private const string OneSource = "give one of them: imageId, or namePattern for the newest image whose name matches";
    private const string Targets = "give a list of at least one target: - region: cn-shanghai";
    private const string Accounts = "give a list of account UIDs; leave share out to share with nobody";

    /// <summary>Where (a field, set to a JSON value; "-" removes it) and the error expected.</summary>
    public static TheoryData<string, string, string> Rows => new()
    {
        { "apiVersion", "-", $"apiVersion: missing; write apiVersion: sharedimages/v1" },
        { "apiVersion", "\"sharedimages/v2\"", "apiVersion: 'sharedimages/v2' is not an apiVersion known here; write apiVersion: sharedimages/v1" },
        { "kind", "\"Job\"", "kind: 'Job' is not a kind known here; write kind: Promotion" },
        { "name", "-", $"name: missing; {IdPart}" },
        { "name", "null", $"name: missing; {IdPart}" },
        { "name", "\"\"", $"name: '' is not a promotion name; {IdPart}" },
        { "name", "\"a/b\"", $"name: 'a/b' is not a promotion name; {IdPart}" },
        { "name", "\"a\\n\"", $"name: 'a?' holds the control character U+000A; {Visible}" },
        { "image.description", "\"golden\\u202eimage\"", $"image.description: 'golden?image' holds the control character U+202E; {Visible}" },
        { "image.tags.team", "\"\\u001b[2J\"", $"image.tags.team: '?[2J' holds the control character U+001B; {Visible}" },
        { "image.tags.te\u009dam", "\"web\"", $"image.tags.te?am: 'te?am' holds the control character U+009D; {Visible}" },
        { "name", "\"-a\"", $"name: '-a' is not a promotion name; {IdPart}" },
        { "name", "{}", $"name: a map instead of text; {IdPart}" },
        { "version", "1.10", "version: the number 1.10 instead of text; put it in quotes: \"1.10\"" },
        { "version", "\"1 0\"", $"version: '1 0' is not a version; {IdPart}" },
        { "account", "1000000000000001", "account: the number 1000000000000001 instead of text; put it in quotes: \"1000000000000001\"" },
        { "account", "\"me\"", $"account: 'me' is not an account UID; {Uid}" },
        { "account", "\"100000000000000000001\"", $"account: '100000000000000000001' is not an account UID; {Uid}" },
        { "source", "-", "source: missing; give a map of region, owner and imageId or namePattern" },
        { "source", "\"m-1\"", "source: the text 'm-1' instead of a map; give a map of region, owner, imageId, namePattern" },
        { "source.region", "\"Hangzhou\"", $"source.region: 'Hangzhou' is not a region id; {RegionId}" },
        { "source.region", "\"cn_hangzhou\"", $"source.region: 'cn_hangzhou' is not a region id; {RegionId}" },
        { "source.owner", "-", $"source.owner: missing; {Uid}" },
        { "source.imageId", "-", $"source: neither imageId nor namePattern; {OneSource}" },
        { "source.namePattern", "\"web-*\"", $"source: both imageId and namePattern; {OneSource}" },
        { "source.imageId", "\"aliyun_3_x64\"", $"source.imageId: 'aliyun_3_x64' is not a custom image's id; {ImageId}" },
        { "source", """{"region":"cn-hangzhou","owner":"2","namePattern":"a?b"}""", $"source.namePattern: 'a?b' is not a name pattern; {Pattern}" },
        { "intake.after", "\"forget\"", "intake.after: 'forget' is not one of keep, delete; write keep or delete" },
        { "intake.after", "\"Keep\"", "intake.after: 'Keep' is not one of keep, delete; write keep or delete" },
        { "intake.encrypted", "false", "intake.encrypted: false, although a kmsKeyId is given; leave one of them out: a key encrypts the copy" },
        { "intake.kmsKeyId", "\"acs:kms:cn-beijing:1:key/k\"", "intake.kmsKeyId: a key of cn-beijing, but the copy is written in cn-hangzhou; give a key of cn-hangzhou" },
        { "targets", "-", $"targets: missing; {Targets}" },
        { "targets", "[]", $"targets: no target; {Targets}" },
        { "targets", """{"region":"cn-shanghai"}""", $"targets: a map instead of a list; {Targets}" },
        { "targets", """["cn-shanghai"]""", "targets[0]: the text 'cn-shanghai' instead of a map; give a map of region, kmsKeyId, encrypted" },
        { "targets[0].region", "-", $"targets[0].region: missing; {RegionId}" },
        { "targets[2].region", "\"cn-shanghai\"", "targets[2].region: cn-shanghai is given twice, first as targets[0].region at 1:282; keep one of them" },
        { "targets[0].kmskeyid", "\"k\"", "targets[0].kmskeyid: unknown field; did you mean kmsKeyId?" },
        { "targets[0].zone", "\"k\"", "targets[0].zone: unknown field; known here: region, kmsKeyId, encrypted" },
        { "targets[0].kmsKeyId", "\"a b\"", $"targets[0].kmsKeyId: 'a b' is not a KMS key; {Key}" },
        { "targets[0].kmsKeyId", "\"acs:kms:cn-beijing:1000000000000001:key/k\"", "targets[0].kmsKeyId: a key of cn-beijing, but the copy is written in cn-shanghai; give a key of cn-shanghai" },
        { "targets[0].encrypted", "\"yes\"", $"targets[0].encrypted: the text 'yes' instead of true or false; {Boolean}" },
        { "targets[0].encrypted", "false", "targets[0].encrypted: false, although a kmsKeyId is given; leave one of them out: a key encrypts the copy" },
        { "targets[2]", """{"region":"cn-hangzhou"}""", "intake.after: delete, although the intake's region cn-hangzhou is a target: both are one image; leave after out, or take the region out of targets" },
        { "image", "-", "image: missing; give a map with at least name, what the copies are called" },
        { "image.name", "-", $"image.name: missing; {ImageName}" },
        { "image.name", "\"1st\"", $"image.name: '1st' is not an image name; {ImageName}" },
        { "image.name", "\"x\"", $"image.name: 'x' is not an image name; {ImageName}" },
        { "image.name", "\"Aliyun-x\"", $"image.name: 'Aliyun-x' is not an image name; {ImageName}" },
        { "image.name", "\"web/base\"", $"image.name: 'web/base' is not an image name; {ImageName}" },
        { "image.family", "\"acs:x\"", $"image.family: 'acs:x' is not an image family; {ImageName}" },
        { "image.description", "\"x\"", $"image.description: 'x' is not a description; {Description}" },
        { "image.description", "\"http://x\"", $"image.description: 'http://x' is not a description; {Description}" },
        { "image.tags", "[]", "image.tags: a list instead of a map; give a map of tag keys and values" },
        { "image.tags.aliyun-x", "\"v\"", $"image.tags.aliyun-x: 'aliyun-x' is not a tag key; {TagKey}" },
        { "image.tags.sharedimages:run", "\"v\"", $"image.tags.sharedimages:run: 'sharedimages:run' is not a tag key; {TagKey}" },
        { "image.tags.team", "7", "image.tags.team: the number 7 instead of text; put it in quotes: \"7\"" },
        { "image.tags.team", "true", "image.tags.team: the boolean true instead of text; put it in quotes: \"true\"" },
        { "image.tags.team", "\"see https://x\"", $"image.tags.team: 'see https://x' is not a tag value; {TagValue}" },
        { "share", "[]", "share: a list instead of a map; give a map of accounts" },
        { "share.accounts", "-", $"share.accounts: missing; {Accounts}" },
        { "share.accounts", "\"3\"", $"share.accounts: the text '3' instead of a list; {Accounts}" },
        { "share.accounts", "[3]", "share.accounts[0]: the number 3 instead of text; put it in quotes: \"3\"" },
        { "share.accounts", "[\"x\"]", $"share.accounts[0]: 'x' is not an account UID; {Uid}" },
        { "share.accounts", "[\"3\",\"3\"]", "share.accounts[1]: 3 is given twice, first as share.accounts[0] at 1:541; keep one of them" },
        { "onFailure", "\"retry\"", "onFailure: 'retry' is not one of keep, undo; write keep or undo" },
        { "onfailure", "\"undo\"", "onfailure: unknown field; did you mean onFailure?" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Read_OneFieldWrong_SaysWhatIsWrongAndWhatWouldBeRight(string field, string value, string expected)
    {
        var root = SpecJson.Valid();
        JsonFields.Set(root, field, value);

        var reading = PromotionSpecReader.ReadJson(root.Bytes());

        reading.Spec.ShouldBeNull();
        var error = reading.Errors.ShouldHaveSingleItem();
        $"{error.Path}: {error.Problem}; {error.Remedy}".ShouldBe(expected);
        (error.Line, error.Column > 0).ShouldBe((1, true));
    }

    [Fact]
    public void Read_IntakeAndTargetOfOneRegionDiffer_NamesBoth()
    {
        var root = SpecJson.Valid();
        root["intake"] = new JsonObject { ["kmsKeyId"] = "a" };
        root["targets"]!.AsArray().Add(new JsonObject { ["region"] = "cn-hangzhou", ["encrypted"] = true });

        var error = PromotionSpecReader.ReadJson(root.Bytes()).Errors.ShouldHaveSingleItem();

        error.Path.ShouldBe("intake");
        error.Problem.ShouldBe("the intake is the image of target cn-hangzhou, but they differ: intake key a, target the service key");
        error.Remedy.ShouldBe("state it once, or twice the same");
    }

    [Theory]
    [InlineData("[]", "targets: no target")]
    [InlineData("""[{"region":"?"}]""", "targets[0].region: '?' is not a region id")]
    public void Read_TestPlacesWithoutATarget_SaysWhatIsWrongWithTheTargets(string targets, string expected)
    {
        var root = SpecJson.Valid();
        root["targets"] = JsonNode.Parse(targets);
        root["test"] = JsonNode.Parse("""{"on":{"instanceTypes":["ecs.g7.large"],"vSwitches":{"cn-shanghai":["vsw-1"]},"securityGroups":{"cn-shanghai":["sg-1"]}}}""");

        var error = PromotionSpecReader.ReadJson(root.Bytes()).Errors.ShouldHaveSingleItem();

        $"{error.Path}: {error.Problem}".ShouldBe(expected);
    }

    [Fact]
    public void Read_MoreThanEcsAllows_SaysTheLimit()
    {
        var root = SpecJson.Valid();
        root["targets"] = new JsonArray([.. Enumerable.Range(0, 61).Select(i => new JsonObject { ["region"] = $"cn-r{i}" })]);
        root["share"]!["accounts"] = new JsonArray([.. Enumerable.Range(0, 51).Select(i => JsonValue.Create($"{i}"))]);
        root["image"]!["tags"] = new JsonObject(Enumerable.Range(0, Lineage.MaxUserTags + 1).Select(i => KeyValuePair.Create<string, JsonNode?>($"k{i}", "v")));

        PromotionSpecReader.ReadJson(root.Bytes()).Errors.Select(error => $"{error.Path}: {error.Problem}; {error.Remedy}").ShouldBe(
        [
            "targets: 61 targets; give at most 60",
            "image.tags: 6 tags; give at most 5: of the 20 that ECS allows on an image, 10 carry its lineage and 5 are kept free",
            "share.accounts: 51 accounts; give at most 50",
        ]);
    }

    [Theory]
    [InlineData("", "1:1: not JSON: The input does not contain any JSON tokens. Expected the input to start with a valid JSON token, when isFinalBlock is true; send one JSON object")]
    [InlineData("{\n  \"name\": }", "2:11: not JSON: '}' is an invalid start of a value; send one JSON object")]
    [InlineData("{} {}", "1:4: not JSON: '{' is invalid after a single JSON value. Expected end of data; send one JSON object")]
    [InlineData("""{"name": "\ud800"}""", "1:10: this text is not valid Unicode; send UTF-8, without halves of surrogate pairs")]
    [InlineData("[]", "1:1: a list instead of a map; give a map of apiVersion, kind, name, version, account, source, intake, targets, image, test, share, launch, onFailure")]
    public void Read_NoSpecAtAll_SaysWhere(string json, string expected) =>
        PromotionSpecReader.ReadJson(System.Text.Encoding.UTF8.GetBytes(json)).Errors.ShouldHaveSingleItem().ToString().ShouldBe(expected);

    [Fact]
    public void Read_TooLongOrTooDeep_IsRefusedUnread()
    {
        PromotionSpecReader.ReadJson(new byte[SpecDocument.MaxBytes + 1]).Errors.ShouldHaveSingleItem().ToString()
            .ShouldBe("1:1: the document is too long; use at most 65536 bytes");
        var deep = new string('[', 17) + new string(']', 17);
        PromotionSpecReader.ReadJson(System.Text.Encoding.UTF8.GetBytes(deep)).Errors.ShouldHaveSingleItem().Problem
            .ShouldBe("not JSON: The maximum configured depth of 16 has been exceeded. Cannot read next JSON array");
    }
}
