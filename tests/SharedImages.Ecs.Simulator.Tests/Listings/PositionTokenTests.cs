using System.Text;

namespace SharedImages.Ecs.Simulator.Tests;

public sealed class PositionTokenTests : SimulatorTest
{
    [Fact]
    public void What_is_written_can_be_read()
    {
        var token = new PositionToken(new ListPosition(1234, "m:x:\u4e2d"), 3);

        PositionToken.Read(token.ToString()).ShouldBe(token);
    }

    [Theory]
    [InlineData("from:10")]
    [InlineData("after:-1:1:i-x")]
    [InlineData("after:99999999999999999999:1:i-x")]
    [InlineData("after:1:x:i-x")]
    [InlineData("after:1:1")]
    [InlineData("")]
    public void Anything_else_is_refused(string text) =>
        Should.Throw<ApiException>(() => PositionToken.Read(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)))).Code.ShouldBe("InvalidParameter");

    [Fact]
    public async Task What_comes_and_goes_between_pages_makes_nothing_repeat_or_missing()
    {
        var old = (await Launch(SimulatorWorld.PlainImageId, ("Amount", 25))).InstanceIds;
        var first = await Us.Call("DescribeInstances", ("RegionId", Hangzhou), ("MaxResults", 10));
        var last = first.Instances[^1]["InstanceId"]!.GetValue<string>();

        Time.Advance(TimeSpan.FromMinutes(1));
        await Launch(SimulatorWorld.PlainImageId, ("Amount", 5));
        await Us.Call("DeleteInstance", ("InstanceId", last), ("Force", true));
        var second = await Us.Call("DescribeInstances", ("RegionId", Hangzhou), ("MaxResults", 100), ("NextToken", first.Text("NextToken")));

        first.Instances.Concat(second.Instances).Select(instance => instance["InstanceId"]!.GetValue<string>()).ShouldBe(old, ignoreOrder: true);
    }

    [Fact]
    public async Task A_page_of_tags_may_end_within_a_resource()
    {
        (string, object)[] tags = [.. Enumerable.Range(1, 20).SelectMany(number => new (string, object)[] { ($"Tag.{number}.Key", $"k{number}"), ($"Tag.{number}.Value", "x") })];
        await Launch(SimulatorWorld.PlainImageId, [("Amount", 4), .. tags]);

        var first = await Us.Call("ListTagResources", ("RegionId", Hangzhou), ("ResourceType", "instance"), ("Tag.1.Key", "k1"));
        var second = await Us.Call("ListTagResources", ("RegionId", Hangzhou), ("ResourceType", "instance"), ("Tag.1.Key", "k1"), ("NextToken", first.Text("NextToken")));

        (first.List("TagResources", "TagResource").Count, second.List("TagResources", "TagResource").Count, second.Text("NextToken")).ShouldBe((50, 30, ""));
        first.List("TagResources", "TagResource").Concat(second.List("TagResources", "TagResource")).Select(entry => $"{entry["ResourceId"]} {entry["TagKey"]}").Distinct(StringComparer.Ordinal).Count().ShouldBe(80);
    }
}
