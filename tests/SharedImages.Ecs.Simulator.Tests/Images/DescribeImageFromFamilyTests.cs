namespace SharedImages.Ecs.Simulator.Tests;

public sealed class DescribeImageFromFamilyTests : SimulatorTest
{
    [Fact]
    public async Task The_newest_available_image_of_a_family_is_told_in_short()
    {
        State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "old", Family = "web" });
        Time.Advance(TimeSpan.FromMinutes(1));
        var newest = State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "new", Family = "web" });
        Time.Advance(TimeSpan.FromMinutes(1));
        State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "withdrawn", Family = "web", Deprecated = true });
        State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Shanghai, Name = "elsewhere", Family = "web" });

        var image = (await Us.Call("DescribeImageFromFamily", ("RegionId", Hangzhou), ("ImageFamily", "web"))).Body["Image"]!.AsObject();

        (image["ImageId"]!.GetValue<string>(), image["ImageFamily"]!.GetValue<string>(), image["Size"]!.GetValue<int>()).ShouldBe((newest, "web", 40));
        image.ContainsKey("Features").ShouldBeFalse();
        var disk = image["DiskDeviceMappings"]!["DiskDeviceMapping"]![0]!.AsObject();
        (disk.ContainsKey("SnapshotId"), disk.ContainsKey("Encrypted"), disk.ContainsKey("Progress")).ShouldBe((true, false, false));
    }

    [Fact]
    public async Task No_image_is_an_empty_one_and_no_error() =>
        (await Us.Call("DescribeImageFromFamily", ("RegionId", Hangzhou), ("ImageFamily", "none"))).Body["Image"]!.AsObject().Count.ShouldBe(0);

    [Theory]
    [InlineData("RegionId", "", 400, "MissingParameter")]
    [InlineData("RegionId", "cn-nowhere", 404, "InvalidRegionId.NotFound")]
    [InlineData("ImageFamily", "", 400, "MissingParameter")]
    public async Task A_call_that_breaks_a_rule_is_refused(string name, string value, int httpStatus, string code) =>
        (await Us.Try("DescribeImageFromFamily", [.. new Dictionary<string, object> { ["RegionId"] = Hangzhou, ["ImageFamily"] = "web", [name] = value }.Select(pair => (pair.Key, pair.Value))])).ShouldBe(httpStatus, code);
}
