namespace SharedImages.Ecs.Simulator.Tests;

public sealed class UntagResourcesTests : SimulatorTest
{
    [Fact]
    public async Task Keys_are_taken_off_and_the_rest_stays()
    {
        var image = await Tagged();

        await Us.Call("UntagResources", ("RegionId", Hangzhou), ("ResourceType", "image"), ("ResourceId.1", image), ("TagKey.1", "a"), ("TagKey.2", "not-there"));

        State.Image(image).Tags.Keys.ShouldBe(["b"]);
    }

    [Fact]
    public async Task All_takes_everything_off()
    {
        var image = await Tagged();

        await Us.Call("UntagResources", ("RegionId", Hangzhou), ("ResourceType", "image"), ("ResourceId.1", image), ("All", true));

        State.Image(image).Tags.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("RegionId", "", 400, "MissingParameter")]
    [InlineData("RegionId", "cn-nowhere", 404, "InvalidRegionId.NotFound")]
    [InlineData("ResourceType", "", 404, "MissingParameter.ResourceType")]
    [InlineData("ResourceType", "planet", 404, "InvalidResourceType.NotFound")]
    [InlineData("ResourceId.1", "", 404, "MissingParameter.ResourceId")]
    [InlineData("ResourceId.1", "m-none", 404, "InvalidResourceId.NotFound")]
    [InlineData("TagKey.1", "", 404, "MissingParameter.TagKey")]
    public async Task A_call_that_breaks_a_rule_takes_nothing_off(string name, string value, int httpStatus, string code)
    {
        var image = await Tagged();
        var parameters = new Dictionary<string, object> { ["RegionId"] = Hangzhou, ["ResourceType"] = "image", ["ResourceId.1"] = image, ["TagKey.1"] = "a", [name] = value };

        (await Us.Try("UntagResources", [.. parameters.Select(pair => (pair.Key, pair.Value))])).ShouldBe(httpStatus, code);

        State.Image(image).Tags.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Fifty_resources_and_twenty_keys_per_call()
    {
        (await Us.Try("UntagResources", [("RegionId", Hangzhou), ("ResourceType", "image"), ("TagKey.1", "k"), .. Enumerable.Range(1, 51).Select(i => ($"ResourceId.{i}", (object)$"m-{i}"))])).ShouldBe(400, "NumberExceed.ResourceIds");
        (await Us.Try("UntagResources", [("RegionId", Hangzhou), ("ResourceType", "image"), ("ResourceId.1", "m-1"), .. Enumerable.Range(1, 21).Select(i => ($"TagKey.{i}", (object)$"k{i}"))])).ShouldBe(400, "NumberExceed.Tags");
    }

    private async Task<string> Tagged()
    {
        var image = (await CopyPlain("copy", ("Tag.1.Key", "a"), ("Tag.1.Value", "1"), ("Tag.2.Key", "b"))).ImageId;
        Time.Advance(TimeSpan.FromSeconds(30));
        return image;
    }
}
