namespace SharedImages.Ecs.Simulator.Tests;

public sealed class VisibilityLagTests : SimulatorTest
{
    [Fact]
    public async Task A_new_image_is_unknown_for_a_while_but_holds_its_name_and_makes_progress()
    {
        Simulator.Faults.Add(new Fault { Kind = FaultKind.VisibilityLag, Action = "CopyImage", Duration = TimeSpan.FromSeconds(20) });
        var imageId = (await CopyPlain("copy")).ImageId;

        (await Find(imageId)).ShouldBeEmpty();
        (await Us.Try("CancelCopyImage", ("RegionId", Hangzhou), ("ImageId", imageId))).ShouldBe(404, "InvalidImageId.NotFound");
        (await CopyPlain("copy")).ShouldBe(400, "InvalidImageName.Duplicated");
        Time.Advance(TimeSpan.FromSeconds(20));

        (await Find(imageId)).ShouldHaveSingleItem()["Progress"]!.GetValue<string>().ShouldBe("66%");
    }

    [Fact]
    public async Task A_new_share_is_unseen_for_a_while_by_its_recipient_only()
    {
        var imageId = await OwnImage();
        Simulator.Faults.Add(new Fault { Kind = FaultKind.VisibilityLag, Action = "ModifyImageSharePermission", Duration = TimeSpan.FromSeconds(20) });

        await Us.Call("ModifyImageSharePermission", ("RegionId", Hangzhou), ("ImageId", imageId), ("AddAccount.1", SimulatorWorld.ConsumerAccount));

        State.Shares(imageId).ShouldBe([SimulatorWorld.ConsumerAccount]);
        (await Consumer.Call("DescribeImages", ("RegionId", Hangzhou))).Images.ShouldBeEmpty();
        Time.Advance(TimeSpan.FromSeconds(20));
        (await Consumer.Call("DescribeImages", ("RegionId", Hangzhou))).Images.Count.ShouldBe(1);
    }

    private async Task<IReadOnlyList<System.Text.Json.Nodes.JsonNode>> Find(string imageId) =>
        (await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageId", imageId), ("Status", "ALL"))).Images;
}
