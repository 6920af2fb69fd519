using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SharedImages.Workflows.Tests;

public sealed class PromotionSpecReaderTests
{
    [Fact]
    public void Every_field_is_read()
    {
        var spec = SpecJson.Read();

        spec.Name.ShouldBe("web-base");
        spec.Version.ShouldBe("2026.11.24");
        spec.Account.ShouldBe("1000000000000001");
        spec.Source.ShouldBe(new SourceSpec("cn-hangzhou", "2000000000000002", "m-bp1shared", null));
        spec.Intake.ShouldBe(new IntakeSpec(true, "key-hangzhou", IntakeAfter.Delete));
        spec.Targets.ShouldBe([new("cn-shanghai", true, "key-shanghai"), new("ap-southeast-1", true, null), new("eu-central-1", false, null)]);
        spec.Image.Name.ShouldBe("web-base-2026.11.24");
        spec.Image.Description.ShouldBe("golden image");
        spec.Image.Family.ShouldBe("web-base");
        spec.Image.Tags.ShouldBe([new("cost", ""), new("team", "platform")]);
        spec.Share.Accounts.ShouldBe(["3000000000000003"]);
        spec.OnFailure.ShouldBe(OnFailure.Undo);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Optional_fields_left_out_or_null_have_their_defaults(bool asNull)
    {
        var spec = SpecJson.Read(root =>
        {
            foreach (var name in (string[])["account", "intake", "share", "onFailure"])
            {
                root.Remove(name);
                if (asNull)
                {
                    root[name] = null;
                }
            }

            root["image"] = new JsonObject { ["name"] = "web-base-1" };
        });

        spec.Account.ShouldBeNull();
        spec.Intake.ShouldBeNull();
        spec.Share.Accounts.ShouldBeEmpty();
        spec.OnFailure.ShouldBe(OnFailure.Keep);
        spec.Image.ShouldBe(new ImageSpec("web-base-1", null, null, spec.Image.Tags));
        spec.Image.Tags.ShouldBeEmpty();
    }

    [Fact]
    public void Intake_without_after_is_kept() =>
        SpecJson.Read(root => root["intake"] = new JsonObject()).Intake.ShouldBe(new IntakeSpec(false, null, IntakeAfter.Keep));

    [Theory]
    [InlineData("acs:kms:cn-shanghai:1000000000000001:key/key-shanghai")]
    [InlineData("acs:kms:cn-shanghai:1000000000000001:alias/golden")]
    [InlineData("alias/golden")]
    [InlineData("e522b26d-abf6-4e0d-b5da-04b7f0000000")]
    public void Every_form_of_key_is_accepted_and_means_encrypted(string key) =>
        SpecJson.Read(root => root["targets"]![0]!["kmsKeyId"] = key).Targets[0].ShouldBe(new TargetSpec("cn-shanghai", true, key));

    [Theory]
    [InlineData("alias/acs/ecs")]
    [InlineData("acs:kms:cn-shanghai:1000000000000001:alias/acs/ecs")]
    public void The_service_keys_alias_means_what_encrypted_without_a_key_means(string key) =>
        SpecJson.Read(root => root["targets"]![0]!["kmsKeyId"] = key).Targets[0].ShouldBe(new TargetSpec("cn-shanghai", true, null));

    [Fact]
    public void Intake_and_target_of_one_region_agree_on_what_either_states()
    {
        static JsonObject Target(string? key) => key is null
            ? new() { ["region"] = "cn-hangzhou" }
            : new() { ["region"] = "cn-hangzhou", ["kmsKeyId"] = key };

        static PromotionSpec Read(JsonObject intake, JsonObject target) => SpecJson.Read(root =>
        {
            root["intake"] = intake;
            root["targets"]!.AsArray().Add(target);
        });

        foreach (var spec in (PromotionSpec[])[
            Read(new() { ["kmsKeyId"] = "k" }, Target(null)),
            Read([], Target("k")),
            Read(new() { ["kmsKeyId"] = "k" }, Target("k"))])
        {
            spec.Intake.ShouldBe(new IntakeSpec(true, "k", IntakeAfter.Keep));
            spec.Targets[3].ShouldBe(new TargetSpec("cn-hangzhou", true, "k"));
        }
    }

    [Fact]
    public void A_spec_that_was_read_and_sent_is_read_again_as_the_same()
    {
        var spec = SpecJson.Read();

        var again = PromotionSpecReader.ReadJson(JsonSerializer.SerializeToUtf8Bytes(spec, ContractJson.Options));

        again.Errors.ShouldBeEmpty();
        JsonSerializer.Serialize(again.Spec, ContractJson.Options).ShouldBe(JsonSerializer.Serialize(spec, ContractJson.Options));
    }

    [Fact]
    public void Errors_are_located_and_in_the_order_of_the_document()
    {
        const string json = """
            {
              "apiVersion": "sharedimages/v1",
              "kind": "Promotion",
              "name": "a/b",
              "verison": "1",
              "source": { "region": "cn-hangzhou", "owner": 2000000000000002, "imageId": "m-1" },
              "targets": [ { "region": "cn-shanghai" }, { "region": "cn-shanghai" } ],
              "name": "c",
              "image": []
            }
            """;

        var reading = PromotionSpecReader.ReadJson(Encoding.UTF8.GetBytes(json));

        reading.Spec.ShouldBeNull();
        reading.Errors.Select(error => error.ToString()).ShouldBe(
        [
            "1:1: version: missing; use 1 to 64 letters, digits, '.', '_' and '-', beginning with a letter or digit: it becomes part of the workflow id",
            "4:11: name: 'a/b' is not a promotion name; use 1 to 64 letters, digits, '.', '_' and '-', beginning with a letter or digit: it becomes part of the workflow id",
            "5:3: verison: unknown field; did you mean version?",
            "6:49: source.owner: the number 2000000000000002 instead of text; put it in quotes: \"2000000000000002\"",
            "7:57: targets[1].region: cn-shanghai is given twice, first as targets[0].region at 7:28; keep one of them",
            "8:3: name: given twice, first at 4:3; keep one of them",
            "9:12: image: a list instead of a map; give a map of name, description, family, tags",
        ]);
    }

    [Fact]
    public void More_errors_than_can_be_listed_are_counted()
    {
        var root = SpecJson.Valid();
        for (var i = 0; i < SpecErrors.MaxListed + 7; i++)
        {
            root[$"x{i:00}"] = i;
        }

        var errors = PromotionSpecReader.ReadJson(root.Bytes()).Errors;

        errors.Count.ShouldBe(SpecErrors.MaxListed + 1);
        errors[^1].Problem.ShouldBe("7 more errors");
    }

    [Fact]
    public void What_a_message_shows_is_short_and_harmless_to_a_terminal()
    {
        var root = SpecJson.Valid();
        root["name"] = "\u001b[2J\u202e" + new string('x', 500);

        var error = PromotionSpecReader.ReadJson(root.Bytes()).Errors.ShouldHaveSingleItem();

        error.Problem.ShouldBe($"'?[2J?{new string('x', 55)}...' holds the control character U+001B");
    }
}
