namespace SharedImages.Ecs.Simulator.Tests;

public sealed class DescribeInstanceTypesTests : SimulatorTest
{
    [Fact]
    public async Task A_type_says_what_an_image_must_fit()
    {
        var type = (await Us.Call("DescribeInstanceTypes", ("InstanceTypes.1", "ecs.g8y.large"))).List("InstanceTypes", "InstanceType").ShouldHaveSingleItem();

        (type["InstanceTypeId"]!.GetValue<string>(), type["InstanceTypeFamily"]!.GetValue<string>(), type["CpuArchitecture"]!.GetValue<string>()).ShouldBe(("ecs.g8y.large", "ecs.g8y", "ARM"));
        (type["CpuCoreCount"]!.GetValue<int>(), type["MemorySize"]!.GetValue<int>(), type["NvmeSupport"]!.GetValue<string>()).ShouldBe((2, 8, "unsupported"));
        type["SupportedBootModes"]!["SupportedBootMode"]!.AsArray().Select(mode => mode!.GetValue<string>()).ShouldBe(["UEFI"]);
    }

    [Theory]
    [InlineData("CpuArchitecture", "ARM", 1)]
    [InlineData("InstanceTypeFamily", "ecs.g7", 2)]
    [InlineData("NvmeSupport", "required", 1)]
    [InlineData("InstanceTypes.1", "ecs.none", 0)]
    public async Task Filters_leave_types_out(string name, string value, int left) =>
        (await Us.Call("DescribeInstanceTypes", (name, value))).List("InstanceTypes", "InstanceType").Count.ShouldBe(left);

    [Fact]
    public async Task A_page_is_as_small_as_asked_and_a_hundred_without_asking()
    {
        var first = await Us.Call("DescribeInstanceTypes", ("MaxResults", 4));
        var second = await Us.Call("DescribeInstanceTypes", ("MaxResults", 4), ("NextToken", first.Text("NextToken")));

        (first.List("InstanceTypes", "InstanceType").Count, second.List("InstanceTypes", "InstanceType").Count, second.Text("NextToken")).ShouldBe((4, 1, ""));
        (await Us.Call("DescribeInstanceTypes")).List("InstanceTypes", "InstanceType").Count.ShouldBe(5);
    }

    [Fact]
    public async Task At_most_ten_types_can_be_named() =>
        (await Us.Try("DescribeInstanceTypes", [.. Enumerable.Range(1, 11).Select(i => ($"InstanceTypes.{i}", (object)"ecs.g7.large"))])).ShouldBe(400, "InvalidParameter");
}
