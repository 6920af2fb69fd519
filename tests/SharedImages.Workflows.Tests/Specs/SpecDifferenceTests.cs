using System.Text.Json.Nodes;

namespace SharedImages.Workflows.Tests;

public sealed class SpecDifferenceTests
{
    [Fact]
    public void Of_SameContentInAnotherOrder_IsTheSame()
    {
        var other = SpecJson.Read(root =>
        {
            root["targets"] = new JsonArray([.. root["targets"]!.AsArray().Reverse().Select(target => target!.DeepClone())]);
            root["image"]!["tags"] = new JsonObject { ["cost"] = "", ["team"] = "platform" };
        });

        SpecDigest.Of(other).ShouldBe(SpecDigest.Of(SpecJson.Read()));
        SpecDifference.Between(other, SpecJson.Read()).ShouldBeEmpty();
    }

    [Fact]
    public void Of_AValidSpec_IsTheDigestInTheMemosOfRunsAlreadyStarted() =>
        SpecDigest.Of(SpecJson.Read()).ShouldBe("34e29ae264c4f3c83ad82d342386c750967215605b6c54e4822ccb648c2fd53f");

    [Fact]
    public void Between_OtherContent_ListsEachField()
    {
        var other = SpecJson.Read(root =>
        {
            root["targets"]!.AsArray().RemoveAt(2);
            root["targets"]![0]!["kmsKeyId"] = "key-other";
            root["share"]!["accounts"]!.AsArray().Add("4");
            root["onFailure"] = "keep";
            root["image"]!.AsObject().Remove("description");
        });

        SpecDigest.Of(other).ShouldNotBe(SpecDigest.Of(SpecJson.Read()));
        SpecDifference.Between(other, SpecJson.Read()).ShouldBe(
        [
            "image.description: nothing here, golden image there",
            "onFailure: keep here, undo there",
            "share.accounts[4]: 4 here, nothing there",
            "targets[cn-shanghai].kmsKeyId: key-other here, key-shanghai there",
            "targets[eu-central-1].encrypted: nothing here, false there",
            "targets[eu-central-1].region: nothing here, eu-central-1 there",
        ]);
    }
}
