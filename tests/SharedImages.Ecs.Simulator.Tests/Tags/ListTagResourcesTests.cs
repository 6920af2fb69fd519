namespace SharedImages.Ecs.Simulator.Tests;

public sealed class ListTagResourcesTests : SimulatorTest
{
    [Fact]
    public async Task Each_tag_of_each_resource_is_an_entry()
    {
        var instance = await RunningInstance(("Tag.1.Key", "a"), ("Tag.1.Value", "1"), ("Tag.2.Key", "b"));
        await RunningInstance(("Tag.1.Key", "c"));

        var reply = await List(("ResourceType", "instance"), ("ResourceId.1", instance), ("ResourceId.2", "i-none"));

        reply.List("TagResources", "TagResource").Select(entry => entry.ToJsonString()).ShouldBe(
        [
            $$"""{"ResourceId":"{{instance}}","ResourceType":"instance","TagKey":"a","TagValue":"1"}""",
            $$"""{"ResourceId":"{{instance}}","ResourceType":"instance","TagKey":"b","TagValue":""}""",
        ]);
        reply.Text("NextToken").ShouldBe("");
    }

    [Theory]
    [InlineData("Tag.1.Key", "a", null, null, 4)]
    [InlineData("Tag.1.Key", "a", "Tag.1.Value", "1", 2)]
    [InlineData("Tag.1.Key", "none", null, null, 0)]
    [InlineData("TagFilter.1.TagKey", "a", null, null, 4)]
    [InlineData("TagFilter.1.TagKey", "a", "TagFilter.1.TagValues.1", "2", 2)]
    public async Task Tags_choose_resources_and_all_their_tags_are_told(string name, string value, string? secondName, string? secondValue, int entries)
    {
        await RunningInstance(("Tag.1.Key", "a"), ("Tag.1.Value", "1"), ("Tag.2.Key", "b"));
        await RunningInstance(("Tag.1.Key", "a"), ("Tag.1.Value", "2"), ("Tag.2.Key", "b"));

        (await List(("ResourceType", "instance"), (name, value), (secondName ?? "X", secondValue ?? ""))).List("TagResources", "TagResource").Count.ShouldBe(entries);
    }

    [Fact]
    public async Task All_kinds_of_resources_carry_tags()
    {
        var instance = await RunningInstance(("ImageId", await OwnImage()));
        var image = State.Instance(instance).ImageId;
        foreach (var (type, id) in new[] { ("instance", instance), ("image", image), ("disk", State.Instance(instance).Disks[0].DiskId), ("snapshot", State.Image(image).SnapshotIds[0]) })
        {
            (await Us.Try("TagResources", ("RegionId", Hangzhou), ("ResourceType", type), ("ResourceId.1", id), ("Tag.1.Key", "of"), ("Tag.1.Value", type))).ShouldBe(200, "OK");
            (await List(("ResourceType", type), ("ResourceId.1", id))).List("TagResources", "TagResource").ShouldHaveSingleItem()["TagValue"]!.GetValue<string>().ShouldBe(type);
            (await Publisher.Call("ListTagResources", ("RegionId", Hangzhou), ("ResourceType", type), ("ResourceId.1", id))).List("TagResources", "TagResource").ShouldBeEmpty();
        }

        (await List(("ResourceType", "keypair"), ("ResourceId.1", "none"))).List("TagResources", "TagResource").ShouldBeEmpty();
        State.Instance(instance).Tags["of"].ShouldBe("instance");
    }

    [Fact]
    public async Task Fifty_entries_per_page()
    {
        await Launch(SimulatorWorld.PlainImageId, ("Amount", 60), ("Tag.1.Key", "a"));

        var first = await List(("ResourceType", "instance"), ("Tag.1.Key", "a"));
        var second = await List(("ResourceType", "instance"), ("Tag.1.Key", "a"), ("NextToken", first.Text("NextToken")));

        (first.List("TagResources", "TagResource").Count, second.List("TagResources", "TagResource").Count, second.Text("NextToken")).ShouldBe((50, 10, ""));
    }

    [Theory]
    [InlineData("RegionId", "", 400, "MissingParameter")]
    [InlineData("ResourceType", "", 404, "MissingParameter.ResourceType")]
    [InlineData("ResourceType", "planet", 404, "InvalidResourceType.NotFound")]
    [InlineData("ResourceId.1", "", 404, "MissingParameter.ResourceId")]
    [InlineData("NextToken", "nonsense", 400, "InvalidParameter")]
    public async Task A_call_that_breaks_a_rule_is_refused(string name, string value, int httpStatus, string code)
    {
        var parameters = new Dictionary<string, object> { ["RegionId"] = Hangzhou, ["ResourceType"] = "image", ["ResourceId.1"] = "m-1", [name] = value };

        (await Us.Try("ListTagResources", [.. parameters.Select(pair => (pair.Key, pair.Value))])).ShouldBe(httpStatus, code);
    }

    private Task<Reply> List(params (string Name, object Value)[] parameters) => Us.Call("ListTagResources", [("RegionId", Hangzhou), .. parameters]);
}
