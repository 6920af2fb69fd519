using System.Text;
using System.Text.Json;

namespace SharedImages.Workflows.Tests;

public sealed class OperationKindsTests
{
    [Theory]
    [InlineData("promote/web-base/1", "Promotion")]
    [InlineData("launch/web-base/1", "Launch")]
    [InlineData("share/web-base/1", "Sharing")]
    [InlineData("replace/web-base/1", "Replacement")]
    [InlineData("retire/web-base/1", "Retirement")]
    [InlineData("refresh/web-base", "Refresh")]
    [InlineData("refresh/web-base/1", null)]
    [InlineData("refresh/", null)]
    [InlineData("promote/web-base", null)]
    [InlineData("channel/web-base/prod", "Channel")]
    [InlineData("channels/web-base", null)]
    [InlineData("recall/image/m-bp1abcdefghijklmnopq", "Recall")]
    [InlineData("leftovers/all", "Sweep")]
    [InlineData("recalls/shared-images", null)]
    [InlineData("web-base/1", null)]
    [InlineData("other/web-base/1", null)]
    [InlineData("promote/web-base/1/cn-shanghai", null)]
    [InlineData("share//1", null)]
    [InlineData("", null)]
    public void OfWorkflowId_KnowsTheIdsOfAllKindsAndNoOthers(string id, string? kind)
    {
        var found = OperationKinds.OfWorkflowId(id);

        found?.Kind.Name.ShouldBe(kind);
        (found is null).ShouldBe(kind is null);
        found?.Kind.WorkflowId(found.Value.Name, found.Value.Version).ShouldBe(id);
    }

    [Fact]
    public void Read_TakesTheKindThatTheSpecSays()
    {
        OperationKinds.Read(JsonSpecNodes.Parse(SpecJson.Valid().Bytes())).Spec.ShouldBeOfType<PromotionSpec>();
        OperationKinds.Read(JsonSpecNodes.Parse(SharingJson.Valid().Bytes())).Spec.ShouldBeOfType<SharingSpec>();
    }

    [Theory]
    [InlineData("""{"kind":"Job"}""", "1:9: kind: the text 'Job' is not a kind known here; write kind: Promotion or Launch or Sharing or Replacement or Refresh or Retirement or Channel or Recall or Sweep")]
    [InlineData("""{"kind":7}""", "1:9: kind: the number 7 is not a kind known here; write kind: Promotion or Launch or Sharing or Replacement or Refresh or Retirement or Channel or Recall or Sweep")]
    [InlineData("[]", "1:1: a list instead of a map; give a map of apiVersion, kind, name, version, account, source, intake, targets, image, test, share, launch, onFailure")]
    [InlineData("{", "1:2: not JSON: Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed; send one JSON object")]
    public void Read_WhatIsOfNoKind_SaysSo(string json, string error) =>
        OperationKinds.Read(JsonSpecNodes.Parse(Encoding.UTF8.GetBytes(json))).Errors.ShouldHaveSingleItem().ToString().ShouldBe(error);

    [Fact]
    public void Words_ItemsAndWorkflowTypes_AreEachKindsOwn()
    {
        OperationKinds.All.Select(kind => (kind.Name, kind.Word, kind.Item, kind.WorkflowType)).ShouldBe(
        [
            ("Promotion", "promote", "promotion", "PromoteImage"),
            ("Launch", "launch", "launch", "LaunchInstances"),
            ("Sharing", "share", "sharing", "ShareImages"),
            ("Replacement", "replace", "replacement", "ReplaceSystemDisks"),
            ("Refresh", "refresh", "refresh", "RefreshImages"),
            ("Retirement", "retire", "retirement", "RetireImages"),
            ("Channel", "channel", "channel", "SetChannel"),
            ("Recall", "recall", "recall", "RecallImages"),
            ("Sweep", "leftovers", "sweep", "SweepLeftovers"),
        ]);
        OperationKinds.Promotion.ChildTypes.ShouldBe(["CopyToRegion"]);
    }

    [Theory]
    [InlineData("""{"apiVersion":"sharedimages/v1","kind":"Promotion","name":"n","version":"1","source":{"region":"cn-hangzhou","owner":"2","imageId":"m-1"},"targets":[{"region":"cn-shanghai"}],"image":{"name":"web"}}""")]
    [InlineData("""{"apiVersion":"sharedimages/v1","kind":"Promotion","name":"n","version":"1","source":{"region":"cn-hangzhou","owner":"2","imageId":"m-1"},"targets":[{"region":"cn-shanghai"}],"image":{"name":"web"},"test":{"on":{"instanceTypes":["ecs.g7.large"],"vSwitches":{"cn-shanghai":["vsw-1"]},"securityGroups":{"cn-shanghai":["sg-1"]}}},"launch":{"targets":[{"region":"cn-shanghai","count":2,"instanceTypes":["ecs.g7.large"],"vSwitches":["vsw-1"],"securityGroups":["sg-1"]}],"instance":{"name":"web"}}}""")]
    [InlineData("""{"apiVersion":"sharedimages/v1","kind":"Launch","name":"n","version":"1","image":{"promotion":"web/1"},"targets":[{"region":"cn-shanghai","count":2,"instanceTypes":["ecs.g7.large"],"vSwitches":["vsw-1"],"securityGroups":["sg-1"]}],"instance":{"name":"web"}}""")]
    [InlineData("""{"apiVersion":"sharedimages/v1","kind":"Sharing","name":"n","version":"1","images":[{"promotion":"web/1"}],"add":["3"]}""")]
    [InlineData("""{"apiVersion":"sharedimages/v1","kind":"Replacement","name":"n","version":"1","image":{"promotion":"web/1"},"instances":[{"region":"cn-shanghai","ids":["i-1"]}],"keepOldDisk":"none"}""")]
    [InlineData("""{"apiVersion":"sharedimages/v1","kind":"Replacement","name":"n","version":"1","image":{"promotion":"web/1"},"instances":[{"region":"cn-shanghai","ids":["i-1"]}],"keepOldDisk":"none","pace":{"maxUnavailable":"10%"}}""")]
    [InlineData("""{"apiVersion":"sharedimages/v1","kind":"Channel","name":"n","channel":"prod","version":"1"}""")]
    public void WhatIsLeftOut_IsSentAsItsDefault_AndReadAsTheSame(string json)
    {
        var spec = OperationKinds.Read(JsonSpecNodes.Parse(Encoding.UTF8.GetBytes(json))).Spec.ShouldNotBeNull();

        var sent = OperationKinds.Read(JsonSpecNodes.Parse(JsonSerializer.SerializeToUtf8Bytes<object>(spec, ContractJson.Options)));

        sent.Errors.ShouldBeEmpty();
        SpecDigest.Of(sent.Spec!).ShouldBe(SpecDigest.Of(spec));
    }
}
