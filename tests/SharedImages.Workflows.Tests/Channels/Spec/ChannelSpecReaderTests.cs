using System.Text.Json;
using System.Text.Json.Nodes;

namespace SharedImages.Workflows.Tests;

public sealed class ChannelSpecReaderTests
{
    private const string Part = "use 1 to 64 letters, digits, '.', '_' and '-', beginning with a letter or digit: it becomes part of the workflow id";

    /// <summary>A field, set to a JSON value ("-" removes it), and the error expected.</summary>
    public static TheoryData<string, string, string> Rows => new()
    {
        { "kind", "\"Sharing\"", "kind: 'Sharing' is not a kind known here; write kind: Channel" },
        { "name", "\"a/b\"", $"name: 'a/b' is not a promotion name; {Part}" },
        { "channel", "-", "channel: missing; write dev or stage or prod" },
        { "channel", "\"canary\"", "channel: 'canary' is not a channel; write dev or stage or prod" },
        { "channel", "\"Prod\"", "channel: 'Prod' is not a channel; write dev or stage or prod" },
        { "version", "-", $"version: missing; {Part}" },
        { "version", "2026.11", "version: the number 2026.11 instead of text; put it in quotes: \"2026.11\"" },
        { "account", "\"me\"", "account: 'me' is not an account UID; use 1 to 20 digits in quotes, such as \"1000000000000001\"" },
        { "reason", "\"\"", "reason: '' is not a reason; use 1 to 256 characters" },
        { "reason", "\"a\\u001b[2J\"", "reason: 'a?[2J' holds the control character U+001B; remove it: text is one line of characters that can be seen" },
        { "without", "\"cn-beijing\"", "without: the text 'cn-beijing' instead of a list; give a list of 0 to 60; use ECS's id of a region, such as cn-hangzhou" },
        { "without", "[\"Beijing\"]", "without[0]: 'Beijing' is not a region id; use ECS's id of a region, such as cn-hangzhou" },
        { "without", "[\"cn-beijing\",\"cn-beijing\"]", "without[1]: cn-beijing is given twice; keep one of them" },
        { "versions", "1", "versions: unknown field; did you mean version?" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void OneWrongField_IsSaidWithWhatWouldBeRight(string field, string value, string error)
    {
        var reading = ChannelJson.Read(spec =>
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
    public void AReasonOfMoreThan256Characters_IsRefused()
    {
        ChannelJson.Read(spec => spec["reason"] = new string('x', 256)).Errors.ShouldBeEmpty();
        ChannelJson.Read(spec => spec["reason"] = new string('x', 257)).Errors.ShouldHaveSingleItem().Path.ShouldBe("reason");
    }

    [Fact]
    public void AValidSpec_IsReadWhole()
    {
        var spec = ChannelJson.Read().Spec.ShouldNotBeNull();

        (spec.Name, spec.Channel, spec.To, spec.Account, spec.Reason).ShouldBe(("web-base", "prod", "2026.11.24", "1000000000000001", "the kernel is fixed"));
        spec.Without.ShouldBe(["us-east-1", "cn-beijing"]);
        OperationKinds.Of(spec).WorkflowId(((IOperationSpec)spec).Name, ((IOperationSpec)spec).Version).ShouldBe("channel/web-base/prod");
    }

    [Fact]
    public void WhatIsSent_CallsTheVersionVersion() =>
        JsonSerializer.SerializeToNode<object>(ChannelJson.Read().Spec!, ContractJson.Options)!.AsObject().Select(field => field.Key)
            .ShouldBe(["name", "channel", "version", "account", "reason", "without", "apiVersion", "kind"], ignoreOrder: true);

    [Fact]
    public void TheOrderOfRegions_DoesNotCount() =>
        SpecDigest.Of(ChannelJson.Read(spec => spec["without"] = new JsonArray("cn-beijing", "us-east-1")).Spec!).ShouldBe(SpecDigest.Of(ChannelJson.Read().Spec!));
}
