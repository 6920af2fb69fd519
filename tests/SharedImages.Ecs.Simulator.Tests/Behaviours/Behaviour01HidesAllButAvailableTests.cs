namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>DescribeImages shows Available images only, unless it is asked for more (facts §12.1).</summary>
public sealed class Behaviour01HidesAllButAvailableTests : SimulatorTest
{
    [Theory]
    [InlineData("", 3)]
    [InlineData("Available", 3)]
    [InlineData("Creating", 1)]
    [InlineData("CreateFailed", 1)]
    [InlineData("Available,Creating", 4)]
    [InlineData("ALL", 5)]
    public async Task Other_states_are_asked_for_by_name(string status, int seen)
    {
        Simulator.Faults.Add(new Fault { Kind = FaultKind.FailCopy });
        await CopyPlain("failed");
        Time.Advance(TimeSpan.FromMinutes(1));
        await CopyPlain("creating");

        (await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("Status", status))).Images.Count.ShouldBe(seen);
    }

    [Theory]
    [InlineData("", 4, 0)]
    [InlineData("self", 1, 0)]
    [InlineData("others", 3, 0)]
    [InlineData("system", 0, 0)]
    public async Task Each_account_sees_its_own_images_and_those_shared_with_it(string alias, int seen, int seenByConsumer)
    {
        await OwnImage();
        (string, object)[] filter = [("RegionId", Hangzhou), ("ImageOwnerAlias", alias)];

        (await Us.Call("DescribeImages", filter)).Images.Count.ShouldBe(seen);
        (await Consumer.Call("DescribeImages", filter)).Images.Count.ShouldBe(seenByConsumer);
        (await Us.Call("DescribeImages", ("RegionId", Shanghai), ("ImageOwnerAlias", alias))).Images.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_not_there_is_an_empty_list_and_a_page_holds_ten_unless_said_otherwise()
    {
        var reply = await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageId", "m-none"), ("Status", "ALL"));

        reply.Images.ShouldBeEmpty();
        reply.Body["PageSize"]!.GetValue<int>().ShouldBe(10);
        (await Us.Try("DescribeImages", ("RegionId", Hangzhou), ("PageSize", 101))).ShouldBe(400, "InvalidParameter");
    }
}
