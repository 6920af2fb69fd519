using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SharedImages.Workflows.Tests;

public sealed class ReplacementSpecReaderTests
{
    [Fact]
    public void Read_EveryField_IsThere()
    {
        var spec = ReplacementSpecJson.Spec();

        (spec.Name, spec.Version, spec.Account, spec.Image.Promotion).ShouldBe(("web-roll", "2026.11.24", "1000000000000001", "web-base/2026.11.24"));
        spec.Instances.Select(selection => (selection.Region, selection.Running, selection.AtMost, selection.Encrypted, selection.KmsKeyId)).ShouldBe(
        [
            ("cn-shanghai", null, 200, true, "key-shanghai"), ("cn-beijing", "m-old", null, true, null), ("cn-hangzhou", null, null, false, null),
        ]);
        spec.Instances[0].Tags.ShouldBe(new Dictionary<string, string>(StringComparer.Ordinal) { ["role"] = "web" });
        spec.Instances[2].Ids.ShouldBe(["i-a", "i-b"]);
        spec.Pace.ShouldBe(new PaceSpec("10%", 2, "30m", 3));
        (spec.DaysKept, spec.OnFailure).ShouldBe((7, WayBack.FormerImage));
    }

    [Fact]
    public void Read_Defaults_AreTheCarefulOnes()
    {
        var root = ReplacementSpecJson.Valid();
        root.Remove("pace");
        root.Remove("onFailure");
        root.Remove("account");
        root["keepOldDisk"] = "none";

        var spec = ReplacementSpecReader.ReadJson(root.Bytes()).Spec!;

        spec.Pace.ShouldBe(new PaceSpec("1", 0, "0s", 1));
        (spec.DaysKept, spec.OnFailure, spec.Account).ShouldBe((null, WayBack.Keep, null));
    }

    /// <summary>Where (a field, set to a JSON value; "-" removes it) and the error expected.</summary>
    public static TheoryData<string, string, string> Rows => new()
    {
        { "kind", "\"Promotion\"", "kind: 'Promotion' is not a kind known here; write kind: Replacement" },
        { "image", "-", "image: missing; give promotion: NAME/VERSION, or owner and imageId" },
        { "image", """{"promotion":"web-base"}""", "image.promotion: 'web-base' is not the name and version of a promotion; use NAME/VERSION, such as web-base/2026.11.24" },
        { "image", """{"owner":"2","imageId":"m-1"}""", "instances: instances of cn-shanghai, cn-beijing, cn-hangzhou, but m-1 is in one region; name a promotion, or select instances of the image's region alone" },
        { "instances", "-", "instances: missing; give a list of at least one selection: - { region: cn-shanghai, tags: { role: web } }" },
        { "instances", "[]", "instances: no selection; give a list of at least one selection: - { region: cn-shanghai, tags: { role: web } }" },
        { "instances[0]", """{"region":"cn-shanghai"}""", "instances[0]: selects nothing; give one of ids, tags, running" },
        { "instances[0]", """{"region":"cn-shanghai","ids":["i-c"],"running":"m-1"}""", "instances[0]: selects by ids and by running; give one of ids, tags, running" },
        { "instances[0]", """{"region":"cn-shanghai","tags":{}}""", "instances[0].tags: no tag; give a map of at least one tag key and value" },
        { "instances[0]", """{"region":"cn-shanghai","tags":{"see https://x":"y"}}""", "instances[0].tags.see https://x: 'see https://x' is not a tag key; use 1 to 128 characters, without http:// and https://" },
        { "instances[0].atMost", "0", "instances[0].atMost: the number 0 is out of bounds; give a whole number from 1 to 2000" },
        { "instances[0].atMost", "\"5\"", "instances[0].atMost: the text '5' instead of a number; give a whole number from 1 to 2000" },
        { "instances[0].kmsKeyId", "\"acs:kms:cn-beijing:1:key/k\"", "instances[0].kmsKeyId: a key of cn-beijing, but the copy is written in cn-shanghai; give a key of cn-shanghai" },
        { "instances[2].ids", "[]", "instances[2].ids: no id; give a list of at least one instance id, such as i-bp1abcdefghijklmnopq" },
        { "instances[2].ids", """["i-a","i-a"]""", "instances[2].ids[1]: i-a is given twice, first as instances[2].ids[0]; keep one of them" },
        { "instances[2].ids", """["m-a"]""", "instances[2].ids[0]: 'm-a' is not an instance id; use an id that begins with i-, such as i-bp1abcdefghijklmnopq" },
        { "instances[1].running", "\"old\"", "instances[1].running: 'old' is not a custom image's id; use an id that begins with m-, such as m-bp1abcdefghijklmnopq" },
        { "pace.maxUnavailable", "\"0%\"", "pace.maxUnavailable: '0%' is not a number or percent of instances; write a whole number from 1 to 2000, or percent from 1% to 100%" },
        { "pace.maxUnavailable", "2.5", "pace.maxUnavailable: '2.5' is not a number or percent of instances; write a whole number from 1 to 2000, or percent from 1% to 100%" },
        { "pace.maxUnavailable", "true", "pace.maxUnavailable: the boolean true instead of text; put it in quotes: \"true\"" },
        { "pace.canary", "-", "pace.soak: a soak without a canary; say with canary how many go first" },
        { "pace.soak", "\"31d\"", "pace.soak: '31d' is not a duration or decision; write a duration such as 30m, at most 30 days, or decision" },
        { "pace.stopAfter", "201", "pace.stopAfter: the number 201 is out of bounds; give a whole number from 1 to 200" },
        { "keepOldDisk", "-", "keepOldDisk: missing; write days such as 7d, at most 65536d, or none for no snapshot: what was on the old disks is lost then" },
        { "keepOldDisk", "\"12h\"", "keepOldDisk: '12h' is not a number of days; write days such as 7d, at most 65536d, or none for no snapshot: what was on the old disks is lost then" },
        { "onFailure", "\"undo\"", "onFailure: 'undo' is not one of keep, formerImage, formerDisk; write keep or formerImage or formerDisk" },
        { "batch", "10", "batch: unknown field; known here: apiVersion, kind, name, version, account, image, instances, pace, keepOldDisk, test, onFailure" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Read_OneFieldWrong_SaysWhatIsWrongAndWhatWouldBeRight(string field, string value, string expected)
    {
        var root = ReplacementSpecJson.Valid();
        JsonFields.Set(root, field, value);

        var reading = ReplacementSpecReader.ReadJson(root.Bytes());

        reading.Spec.ShouldBeNull();
        var error = reading.Errors.ShouldHaveSingleItem();
        $"{error.Path}: {error.Problem}; {error.Remedy}".ShouldBe(expected);
        (error.Line > 0, error.Column > 0).ShouldBe((true, true));
    }

    [Fact]
    public void Read_FormerDiskWithoutSnapshot_IsRefused()
    {
        var root = ReplacementSpecJson.Valid();
        root["keepOldDisk"] = "none";
        root["onFailure"] = "formerDisk";

        ReplacementSpecReader.ReadJson(root.Bytes()).Errors.ShouldHaveSingleItem().Problem
            .ShouldBe("none, although onFailure is formerDisk: that disk is made from the snapshot");
    }

    [Fact]
    public void Read_MoreThanIsAllowed_SaysTheLimit()
    {
        var root = ReplacementSpecJson.Valid();
        root["instances"] = new JsonArray([.. Enumerable.Range(0, 61).Select(i => new JsonObject
        {
            ["region"] = "cn-hangzhou",
            ["ids"] = new JsonArray([.. Enumerable.Range(0, 40).Select(n => JsonValue.Create($"i-{i}x{n}"))]),
        })]);

        ReplacementSpecReader.ReadJson(root.Bytes()).Errors.Select(error => $"{error.Path}: {error.Problem}; {error.Remedy}")
            .ShouldBe(["instances: 61 selections; give at most 60", "instances: 2440 instance ids; give at most 2000"]);
    }

    // What a caller was told can be sent again.
    [Fact]
    public void Written_IsReadAsTheSame()
    {
        var spec = ReplacementSpecJson.Spec();
        var written = JsonSerializer.Serialize(spec, ContractJson.Options);

        var again = ReplacementSpecReader.ReadJson(Encoding.UTF8.GetBytes(written));

        again.Errors.ShouldBeEmpty();
        JsonSerializer.Serialize(again.Spec, ContractJson.Options).ShouldBe(written);
    }
}
