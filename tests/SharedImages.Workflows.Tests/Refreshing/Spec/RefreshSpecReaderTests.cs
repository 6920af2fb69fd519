using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace SharedImages.Workflows.Tests;

public sealed class RefreshSpecReaderTests
{
    private const string Source = """{"region":"cn-hangzhou","owner":"2000000000000002"}""";
    private const string Pattern = "use one '*' for the version, such as web-base-*; or say version: created";

    private const string ImageName =
        "use 2 to 128 letters, digits, '.', ':', '_' and '-', beginning with a letter, but not with aliyun or acs:, with {version} where the version goes: each version needs a name of its own";

    /// <summary>A field, set to a JSON value ("-" removes it), and the error expected.</summary>
    public static TheoryData<string, string, string> Rows => new()
    {
        { "apiVersion", "\"sharedimages/v9\"", "apiVersion: 'sharedimages/v9' is not an apiVersion known here; write apiVersion: sharedimages/v1" },
        { "kind", "\"Promotion\"", "kind: 'Promotion' is not a kind known here; write kind: Refresh" },
        { "name", "-", "name: missing; use 1 to 64 letters, digits, '.', '_' and '-', beginning with a letter or digit: it becomes part of the workflow id" },
        { "name", "\"a/b\"", "name: 'a/b' is not a name; use 1 to 64 letters, digits, '.', '_' and '-', beginning with a letter or digit: it becomes part of the workflow id" },
        { "source", "-", "source: missing; give a map of region, owner and namePattern" },
        { "source", Source, $"source.namePattern: missing; {Pattern}" },
        { "source", Source[..^1] + ""","namePattern":"web-base"}""", $"source.namePattern: 'web-base' is not a name pattern that a version can be formed from; {Pattern}" },
        { "source", Source[..^1] + ""","namePattern":"web-*-*"}""", $"source.namePattern: 'web-*-*' is not a name pattern that a version can be formed from; {Pattern}" },
        { "source", Source[..^1] + ""","namePattern":"web-*","imageId":"m-1"}""", "source.imageId: unknown field; known here: region, owner, namePattern" },
        { "version", "\"2026.11.24\"", "version: '2026.11.24' is not one of matched, created; write matched or created" },
        { "targets", "-", "targets: missing; give a list of at least one target: - region: cn-shanghai" },
        { "targets", "[]", "targets: no target; give a list of at least one target: - region: cn-shanghai" },
        { "image", """{"name":"web-base"}""", $"image.name: 'web-base' is not an image name; {ImageName}" },
        { "image", """{"name":"{version}-{Version}"}""", $"image.name: '{{version}}-{{Version}}' is not an image name; {ImageName}" },
        { "share", """{"accounts":["me"]}""", "share.accounts[0]: 'me' is not an account UID; use 1 to 20 digits in quotes, such as \"1000000000000001\"" },
        { "drift", "\"ignore\"", "drift: 'ignore' is not one of report, repair; write report or repair" },
        { "plan", "\"yes\"", "plan: the text 'yes' instead of true or false; write true or false, without quotes" },
        { "schedule", "\"daily\"", "schedule: the text 'daily' instead of a map; give a map of every, at, days, daysOfMonth, months, timeZone, jitter, catchUp, pauseAfter" },
        { "schedules", "{}", "schedules: unknown field; did you mean schedule?" },
        { "onFailure", "\"keep\"", "onFailure: unknown field; known here: apiVersion, kind, name, account, source, version, intake, targets, image, test, share, drift, schedule, plan, keep, channels" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void OneWrongField_IsSaidWithWhatWouldBeRight(string field, string value, string error)
    {
        var reading = RefreshJson.With(field, value);

        reading.Spec.ShouldBeNull();
        RefreshJson.Texts(reading).ShouldHaveSingleItem().ShouldBe(error);
    }

    [Fact]
    public void AnError_SaysWhereItStands() =>
        RefreshSpecReader.ReadJson("{\n  \"apiVersion\": \"sharedimages/v1\",\n  \"kind\": \"Refreshes\"\n}"u8).Errors.Select(error => error.ToString())
            .ShouldContain("3:11: kind: 'Refreshes' is not a kind known here; write kind: Refresh");

    [Fact]
    public void AValidSpec_IsReadWhole()
    {
        var spec = RefreshJson.Read().Spec.ShouldNotBeNull();

        spec.Name.ShouldBe("web-base");
        spec.Account.ShouldBe("1000000000000001");
        spec.Source.ShouldBe(new("cn-hangzhou", "2000000000000002", null, "web-base-*"));
        spec.VersionFrom.ShouldBe(VersionFrom.Matched);
        spec.Intake.ShouldBe(new(true, "key-hz", IntakeAfter.Keep));
        spec.Targets.ShouldBe([new("cn-shanghai", true, "key-sh"), new("us-east-1", false, null)]);
        spec.Share.Accounts.ShouldBe(["3000000000000003"]);
        spec.Drift.ShouldBe(DriftPolicy.Repair);
        spec.Schedule!.TimeZone.ShouldBe("Asia/Shanghai");
        spec.Plan.ShouldBeFalse();
        ((IOperationSpec)spec).Regions.ShouldBe(["cn-shanghai", "us-east-1"]);
        ((IOperationSpec)spec).SourceOwner.ShouldBe("2000000000000002");
        ((IOperationSpec)spec).Version.ShouldBeEmpty();
    }

    [Fact]
    public void WhatIsLeftOut_HasItsDefault()
    {
        var spec = RefreshJson.Read(json =>
        {
            foreach (var field in (string[])["account", "version", "intake", "share", "drift", "schedule"])
            {
                json.Remove(field);
            }
        }).Spec.ShouldNotBeNull();

        spec.Account.ShouldBeNull();
        spec.VersionFrom.ShouldBe(VersionFrom.Matched);
        spec.Intake.ShouldBeNull();
        spec.Share.Accounts.ShouldBeEmpty();
        spec.Drift.ShouldBe(DriftPolicy.Report);
        spec.Schedule.ShouldBeNull();
    }

    [Theory]
    [InlineData("web-base")]
    [InlineData("*-web-*")]
    public void WithTheCreationDateAsItsVersion_AnyPatternWillDo(string pattern) => RefreshJson.Read(spec =>
    {
        spec["version"] = "created";
        spec["source"]!["namePattern"] = pattern;
    }).Errors.ShouldBeEmpty();

    [Fact]
    public void AllErrors_AreSaidAtOnce() =>
        RefreshJson.Read(spec =>
        {
            spec["name"] = "";
            spec["drift"] = 1;
            spec["source"]!["owner"] = "me";
            spec["schedule"] = new JsonObject();
        }).Errors.Select(error => error.Path).ShouldBe(["name", "drift", "source.owner", "schedule"], ignoreOrder: true);

    [Fact]
    public void ThePromotionOfAVersion_IsTheOneThatAPipelineWouldStart()
    {
        var promotion = RefreshJson.Read().Spec!.Promotion("2026.11.24", "m-1");

        var read = PromotionSpecReader.ReadJson(JsonSerializer.SerializeToUtf8Bytes(promotion, ContractJson.Options)).Spec.ShouldNotBeNull();
        SpecDigest.Of(read).ShouldBe(SpecDigest.Of(promotion));
        read.Version.ShouldBe("2026.11.24");
        read.Source.ShouldBe(new("cn-hangzhou", "2000000000000002", "m-1", null));
        read.Image.Name.ShouldBe("web-base-2026.11.24");
        read.Image.Description.ShouldBe("Web base 2026.11.24");
        read.OnFailure.ShouldBe(OnFailure.Keep);
    }

    // What crosses Temporal is the spec as the program serializes it.
    [Fact]
    public void ASpec_SurvivesItsJson()
    {
        var spec = RefreshJson.Read().Spec!;

        SpecDigest.Of(Again(spec)).ShouldBe(SpecDigest.Of(spec));
        SpecDifference.Between(Again(spec), spec).ShouldBeEmpty();
    }

    [Fact]
    public void TheOrderOfTargetsAndAccounts_DoesNotCount()
    {
        var spec = RefreshJson.Read().Spec! with { Share = new(["3", "4"]) };
        var other = spec with { Targets = [.. spec.Targets.Reverse()], Share = new(["4", "3"]) };

        SpecDigest.Of(other).ShouldBe(SpecDigest.Of(spec));
        SpecDifference.Between(spec with { Drift = DriftPolicy.Report }, spec).ShouldBe(["drift: report here, repair there"]);
    }

    [Fact]
    public void AnyBytes_GiveASpecOrErrors() =>
        Gen.Byte.Array[0, 200].Sample(bytes => HasSpecOrErrors(RefreshSpecReader.ReadJson(bytes)));

    [Fact]
    public void ADamagedSpec_GivesASpecOrErrors()
    {
        var valid = RefreshJson.Valid().Bytes();
        Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Byte, Gen.Int[0, 20]).Sample((at, value, removed) =>
        {
            byte[] damaged = [.. valid[..at], value, .. valid[Math.Min(valid.Length, at + removed)..]];
            return HasSpecOrErrors(RefreshSpecReader.ReadJson(damaged));
        });
    }

    [Fact]
    public void AnyTree_GivesASpecOrErrorsThatStandInTheDocument() =>
        Trees.Sample(tree =>
        {
            var reading = RefreshSpecReader.Read(new(tree, null));
            return HasSpecOrErrors(reading) && reading.Errors.All(error => error.Line > 0 && error.Column > 0);
        });

    private static RefreshSpec Again(RefreshSpec spec) => RefreshSpecReader.ReadJson(JsonSerializer.SerializeToUtf8Bytes(spec, ContractJson.Options)).Spec!;

    private static readonly Gen<string> Words = Gen.OneOf(
        "apiVersion", "kind", "name", "account", "source", "region", "owner", "namePattern", "version", "targets", "image", "schedule", "every", "at", "days", "daysOfMonth", "months", "timeZone",
        "jitter", "pauseAfter", "drift", "sharedimages/v1", "Refresh", "cn-hangzhou", "web-base-*", "web-{version}", "7d", "03:00", "25:00", "monday", "0", "31", "UTC", "\u0000", "\ud800", "");

    private static readonly Gen<SpecNode> Trees = Gen.Recursive<SpecNode>((depth, tree) =>
    {
        var scalar = Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Enum<SpecScalarKind>(), Words).Select((line, column, kind, text) => (SpecNode)new SpecScalar(line, column, kind, text));
        var list = Gen.Select(Gen.Int[1, 9], tree.List[0, 4]).Select((line, items) => (SpecNode)new SpecList(line, 1, items));
        var map = Gen.Select(Gen.Int[1, 9], Gen.Select(Words, tree).List[0, 8])
            .Select((line, entries) => (SpecNode)new SpecMap(line, 1, [.. entries.Select(entry => new SpecEntry(entry.Item1, line, 1, entry.Item2))]));
        return depth > 4 ? scalar : Gen.Frequency((1, scalar), (1, list), (3, map));
    });

    private static bool HasSpecOrErrors(SpecReading<RefreshSpec> reading) => reading.Spec is null == reading.Errors.Count > 0;
}
