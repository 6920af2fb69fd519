using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace SharedImages.Workflows.Tests;

public sealed class LaunchSpecReaderTests
{
    private const string Valid = """
        {
          "apiVersion": "sharedimages/v1", "kind": "Launch", "name": "web", "version": "7", "account": "1000000000000001",
          "image": { "promotion": "web-base/2026.11.24" },
          "targets": [
            { "region": "cn-shanghai", "count": 3, "atLeast": 2, "instanceTypes": ["ecs.g7.large", "ecs.g8y.large"], "vSwitches": ["vsw-a", "vsw-b"], "securityGroups": ["sg-a"], "kmsKeyId": "key-1" },
            { "region": "cn-beijing", "count": 1, "instanceTypes": ["ecs.g7.large"], "vSwitches": ["vsw-c"], "securityGroups": ["sg-b"] }
          ],
          "instance": {
            "name": "web-[1,3]", "systemDisk": { "category": "cloud_essd", "size": 40 }, "dataDisks": [{ "size": 100 }], "keyPair": "operators", "role": "web",
            "userData": "#!/bin/sh\necho hello\n", "tags": { "team": "web" }, "spot": true
          },
          "test": { "commands": [{ "run": "true" }] },
          "onFailure": "undo"
        }
        """;

    private static readonly Gen<string> Words = Gen.OneOf(
        "apiVersion", "kind", "name", "version", "image", "promotion", "owner", "imageId", "targets", "region", "count", "atLeast", "instanceTypes", "vSwitches", "securityGroups", "kmsKeyId",
        "encrypted", "instance", "systemDisk", "dataDisks", "size", "category", "userData", "tags", "spot", "test", "commands", "run", "readyWithin", "onFailure", "sharedimages/v1", "Launch", "cn-shanghai", "5m",
        "\u0000", "\ud800", "");

    private static readonly Gen<SpecNode> Trees = Gen.Recursive<SpecNode>((depth, tree) =>
    {
        var scalar = Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Enum<SpecScalarKind>(), Words).Select((line, column, kind, text) => (SpecNode)new SpecScalar(line, column, kind, text));
        var list = Gen.Select(Gen.Int[1, 9], tree.List[0, 4]).Select((line, items) => (SpecNode)new SpecList(line, 1, items));
        var map = Gen.Select(Gen.Int[1, 9], Gen.Select(Words, tree).List[0, 8])
            .Select((line, entries) => (SpecNode)new SpecMap(line, 1, [.. entries.Select(entry => new SpecEntry(entry.Item1, line, 1, entry.Item2))]));
        return depth > 4 ? scalar : Gen.Frequency((1, scalar), (1, list), (3, map));
    });

    [Fact]
    public void EveryField_IsRead()
    {
        var spec = Read(_ => { }).Spec!;

        (spec.Name, spec.Version, spec.Account, spec.OnFailure).ShouldBe(("web", "7", "1000000000000001", OnFailure.Undo));
        spec.Image.ShouldBe(new("web-base/2026.11.24", null, null, null));
        var (first, second) = (spec.Targets[0], spec.Targets[1]);
        (first.Region, first.Count, first.AtLeast, first.Encrypted, first.KmsKeyId).ShouldBe(("cn-shanghai", 3, 2, true, "key-1"));
        first.InstanceTypes.ShouldBe(["ecs.g7.large", "ecs.g8y.large"]);
        first.VSwitches.ShouldBe(["vsw-a", "vsw-b"]);
        first.SecurityGroups.ShouldBe(["sg-a"]);
        (second.AtLeast, second.Encrypted, second.KmsKeyId).ShouldBe((1, false, null));
        (spec.Instance.Name, spec.Instance.SystemDisk, spec.Instance.KeyPair, spec.Instance.Role, spec.Instance.UserData, spec.Instance.Spot).ShouldBe(
            ("web-[1,3]", new("cloud_essd", 40), "operators", "web", "#!/bin/sh\necho hello\n", true));
        spec.Instance.DataDisks.ShouldBe([new(null, 100)]);
        spec.Instance.Tags.ShouldBe([new("team", "web")]);
        spec.Test!.Commands.ShouldBe([new("true", null, 0, TimeSpan.FromMinutes(1))]);
    }

    [Fact]
    public void OptionalFieldsLeftOut_HaveTheirDefaults()
    {
        var spec = Read(root =>
        {
            root.Remove("account");
            root.Remove("test");
            root.Remove("onFailure");
            root["instance"] = new JsonObject { ["name"] = "web" };
        }).Spec!;

        (spec.Account, spec.Test, spec.OnFailure).ShouldBe((null, null, OnFailure.Keep));
        (spec.Instance.SystemDisk, spec.Instance.UserData, spec.Instance.Spot).ShouldBe((null, null, false));
        spec.Instance.DataDisks.ShouldBeEmpty();
        spec.Instance.Tags.ShouldBeEmpty();
    }

    [Fact]
    public void ASpec_IsReadFromWhatItIsWrittenAs()
    {
        var spec = Read(_ => { }).Spec!;
        var written = JsonSerializer.SerializeToUtf8Bytes(spec, ContractJson.Options);

        SpecDigest.Of(LaunchSpecReader.ReadJson(written).Spec!).ShouldBe(SpecDigest.Of(spec));
    }

    [Fact]
    public void TheOrderOfTargets_DoesNotCount()
    {
        var turned = Read(root => root["targets"] = new JsonArray([.. root["targets"]!.AsArray().Reverse().Select(target => target!.DeepClone())])).Spec!;

        SpecDigest.Of(turned).ShouldBe(SpecDigest.Of(Read(_ => { }).Spec!));
    }

    public static TheoryData<Action<JsonObject>, string> Errors => new()
    {
        { root => root["kind"] = "Promotion", "kind: 'Promotion' is not a kind known here; write kind: Launch" },
        { root => root["name"] = "a b", "name: 'a b' is not a launch name; use 1 to 64 letters, digits, '.', '_' and '-', beginning with a letter or digit: it becomes part of the workflow id" },
        { root => root.Remove("image"), "image: missing; give promotion: NAME/VERSION, or owner and imageId" },
        { root => root["image"] = new JsonObject { ["owner"] = "2000000000000002", ["imageId"] = "m-1" }, "targets: 2 regions, but an image is in one; give the region of the image alone, or name a promotion" },
        { root => root["targets"] = new JsonArray(), "targets: no target; give a list of at least one target: - region: cn-shanghai" },
        { root => root["targets"]![1]!["region"] = "cn-shanghai", "targets[1].region: cn-shanghai is given twice; keep one of them" },
        { root => root["targets"]![0]!["count"] = 501, "targets[0].count: the number 501 is out of bounds; give a whole number from 1 to 500" },
        { root => root["targets"]![0]!["atLeast"] = 4, "targets[0].atLeast: the number 4 is out of bounds; give a whole number from 1 to 3" },
        { root => root["targets"]![1]!.AsObject().Remove("count"), "targets[1].count: missing; give the number of instances" },
        { root => root["targets"]![0]!["instanceTypes"] = new JsonArray(), "targets[0].instanceTypes: 0 items; give a list of 1 to 10; use an id such as ecs.g7.large" },
        { root => root["targets"]![0]!["vSwitches"] = new JsonArray("vsw-a", "vsw-a"), "targets[0].vSwitches[1]: vsw-a is given twice; keep one of them" },
        { root => root["targets"]![0]!["securityGroups"] = new JsonArray("vsw-a"), "targets[0].securityGroups[0]: 'vsw-a' is not a security group; use an id that begins with sg-" },
        { root => root["targets"]![0]!["kmsKeyId"] = "acs:kms:cn-beijing:1:key/k", "targets[0].kmsKeyId: a key of cn-beijing, but the copy is written in cn-shanghai; give a key of cn-shanghai" },
        { root => root.Remove("instance"), "instance: missing; give a map with at least name, what the instances are called" },
        { root => root["instance"]!["name"] = "7web", "instance.name: '7web' is not an instance name; use 2 to 100 letters, digits, '.', ':', '_' and '-', beginning with a letter; web-[1,3] counts from 1 with three digits" },
        { root => root["instance"]!["systemDisk"] = new JsonObject { ["size"] = 4096 }, "instance.systemDisk.size: the number 4096 is out of bounds; give a whole number from 1 to 2048" },
        { root => root["instance"]!["dataDisks"] = new JsonArray(new JsonObject()), "instance.dataDisks[0].size: missing; give the size in GiB" },
        { root => root["instance"]!["userData"] = "a\u0007b", "instance.userData: 'a?b' is not user data; use a script of 1 to 16384 bytes, without control characters but tabs and line ends" },
        { root => root["instance"]!["userData"] = new string('a', 16385), $"instance.userData: '{new string('a', 60)}...' is not user data; use a script of 1 to 16384 bytes, without control characters but tabs and line ends" },
        { root => root["instance"]!["tags"] = new JsonObject { ["sharedimages:run"] = "x" }, "instance.tags.sharedimages:run: 'sharedimages:run' is not a tag key; use 1 to 128 characters, not beginning with aliyun, acs: or sharedimages: (reserved for lineage), without http:// and https://" },
        { root => root["instance"]!["spot"] = "yes", "instance.spot: the text 'yes' instead of true or false; write true or false, without quotes" },
        { root => root["onFailure"] = "drop", "onFailure: 'drop' is not one of keep, undo; write keep or undo" },
    };

    [Theory]
    [MemberData(nameof(Errors), DisableDiscoveryEnumeration = true)]
    public void WhatIsWrong_IsToldInItsPlace(Action<JsonObject> change, string expected) =>
        Read(change).Errors.Select(error => $"{error.Path}: {error.Problem}; {error.Remedy}").ShouldBe([expected]);

    [Fact]
    public void MoreInstancesThanAThousand_AreRefused()
    {
        var target = JsonNode.Parse(Valid)!["targets"]![1]!;
        var targets = new[] { "cn-beijing", "cn-shanghai", "cn-hangzhou" }.Select(region =>
        {
            var copy = target.DeepClone();
            (copy["region"], copy["count"]) = (region, 400);
            return copy;
        });

        Read(root => root["targets"] = new JsonArray([.. targets])).Errors.ShouldHaveSingleItem().Problem.ShouldBe("1200 instances together");
    }

    [Fact]
    public void AnyBytes_GiveASpecOrErrors() => Gen.Byte.Array[0, 200].Sample(bytes => HasSpecOrErrors(LaunchSpecReader.ReadJson(bytes)));

    [Fact]
    public void ADamagedSpec_GivesASpecOrErrors()
    {
        var valid = Encoding.UTF8.GetBytes(Valid);
        Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Byte, Gen.Int[0, 20]).Sample((at, value, removed) =>
        {
            byte[] damaged = [.. valid[..at], value, .. valid[Math.Min(valid.Length, at + removed)..]];
            return HasSpecOrErrors(LaunchSpecReader.ReadJson(damaged));
        });
    }

    [Fact]
    public void AnyTree_GivesASpecOrErrorsThatStandInTheDocument() => Trees.Sample(tree =>
    {
        var reading = LaunchSpecReader.Read(new(tree, null));
        return HasSpecOrErrors(reading) && reading.Errors.All(error => error.Line > 0 && error.Column > 0);
    });

    private static bool HasSpecOrErrors(SpecReading<LaunchSpec> reading) => reading.Spec is null == reading.Errors.Count > 0;

    private static SpecReading<LaunchSpec> Read(Action<JsonObject> change)
    {
        var root = JsonNode.Parse(Valid)!.AsObject();
        change(root);
        return LaunchSpecReader.ReadJson(JsonSerializer.SerializeToUtf8Bytes(root));
    }
}
