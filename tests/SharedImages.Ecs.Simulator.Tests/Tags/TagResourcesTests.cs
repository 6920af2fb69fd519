namespace SharedImages.Ecs.Simulator.Tests;

public sealed class TagResourcesTests : SimulatorTest
{
    [Fact]
    public async Task Tags_are_added_and_existing_keys_get_new_values_on_images_and_snapshots()
    {
        var imageId = (await CopyPlain("copy", ("Tag.1.Key", "a"), ("Tag.1.Value", "1"))).ImageId;
        var snapshotId = State.Image(imageId).SnapshotIds[0];

        await Tag("image", imageId, ("Tag.1.Key", "a"), ("Tag.1.Value", "2"), ("Tag.2.Key", "b"));
        await Tag("snapshot", snapshotId, ("Tag.1.Key", "c"), ("Tag.1.Value", "3"));

        State.Image(imageId).Tags.ShouldBe(new Dictionary<string, string> { ["a"] = "2", ["b"] = "" }, ignoreOrder: true);
        (await Us.Call("DescribeSnapshots", ("RegionId", Hangzhou), ("Tag.1.Key", "c"), ("Tag.1.Value", "3"))).Snapshots.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("ResourceType", "", 404, "MissingParameter.ResourceType")]
    [InlineData("ResourceId.1", "", 404, "MissingParameter.ResourceId")]
    [InlineData("ResourceType", "planet", 404, "InvalidResourceType.NotFound")]
    [InlineData("ResourceType", "instance", 404, "InvalidResourceId.NotFound")]
    [InlineData("ResourceId.1", SimulatorWorld.PlainImageId, 404, "InvalidResourceId.NotFound")]
    [InlineData("RegionId", Shanghai, 404, "InvalidResourceId.NotFound")]
    [InlineData("Tag.1.Key", "aliyun-x", 400, "InvalidTagKey.Malformed")]
    [InlineData("Tag.2.Key", "k", 400, "Duplicate.TagKey")]
    public async Task A_call_that_breaks_a_rule_tags_nothing(string name, string value, int httpStatus, string code)
    {
        var imageId = await OwnImage();
        var parameters = new Dictionary<string, object>
        {
            ["RegionId"] = Hangzhou,
            ["ResourceType"] = "image",
            ["ResourceId.1"] = imageId,
            ["Tag.1.Key"] = "k",
            [name] = value,
        };

        (await Us.Try("TagResources", [.. parameters.Select(pair => (pair.Key, pair.Value))])).ShouldBe(httpStatus, code);
        State.Image(imageId).Tags.ShouldBeEmpty();
    }

    [Fact]
    public async Task Twenty_tags_per_call_and_per_resource()
    {
        var imageId = await OwnImage();
        var tags = Enumerable.Range(1, 21).Select(i => ($"Tag.{i}.Key", (object)$"k{i}")).ToArray();

        (await TryTag("image", imageId, tags)).ShouldBe(400, "NumberExceed.Tags");
        (await TryTag("image", imageId, tags[..20])).ShouldBe(200, "OK");
        (await TryTag("image", imageId, ("Tag.1.Key", "one-more"))).ShouldBe(403, "QuotaExceed.Tags");
        (await TryTag("image", imageId, ("Tag.1.Key", "k1"), ("Tag.1.Value", "new"))).ShouldBe(200, "OK");
        State.Image(imageId).Tags.Count.ShouldBe(20);
    }

    [Fact]
    public async Task Fifty_resources_per_call()
    {
        var ids = Enumerable.Range(1, 51).Select(i => ($"ResourceId.{i}", (object)$"m-{i}"));

        (await Us.Try("TagResources", [("RegionId", Hangzhou), ("ResourceType", "image"), ("Tag.1.Key", "k"), .. ids])).ShouldBe(400, "NumberExceed.ResourceIds");
    }

    private Task<Reply> TryTag(string type, string id, params (string Name, object Value)[] tags) =>
        Us.Try("TagResources", [("RegionId", Hangzhou), ("ResourceType", type), ("ResourceId.1", id), .. tags]);

    private async Task Tag(string type, string id, params (string Name, object Value)[] tags) => (await TryTag(type, id, tags)).ShouldBe(200, "OK");
}
