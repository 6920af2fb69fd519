namespace SharedImages.Ecs.Simulator.Tests;

public sealed class SharingTests : SimulatorTest
{
    [Fact]
    public async Task A_share_is_seen_until_it_is_taken_back_and_a_running_copy_of_it_goes_on()
    {
        var imageId = await OwnImage();
        await Share(imageId, SimulatorWorld.ConsumerAccount);
        (await Consumer.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageId", imageId))).Images.Count.ShouldBe(1);
        var copy = (await Consumer.Call("CopyImage", ("RegionId", Hangzhou), ("ImageId", imageId), ("DestinationRegionId", Hangzhou), ("DestinationImageName", "theirs"))).ImageId;

        await Us.Call("ModifyImageSharePermission", ("RegionId", Hangzhou), ("ImageId", imageId), ("RemoveAccount.1", SimulatorWorld.ConsumerAccount));

        (await Consumer.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageId", imageId), ("Status", "ALL"))).Images.ShouldBeEmpty();
        (await Consumer.Try("CopyImage", ("RegionId", Hangzhou), ("ImageId", imageId), ("DestinationRegionId", Hangzhou), ("DestinationImageName", "again"))).ShouldBe(404, "InvalidImageId.NotFound");
        Time.Advance(TimeSpan.FromSeconds(30));
        State.Image(copy).Status.ShouldBe("Available");
    }

    [Fact]
    public async Task The_owner_reads_the_accounts_back_in_pages()
    {
        var imageId = await OwnImage();
        await Share(imageId, SimulatorWorld.ConsumerAccount, SimulatorWorld.SecondConsumerAccount);

        var page = await Us.Call("DescribeImageSharePermission", ("RegionId", Hangzhou), ("ImageId", imageId), ("PageSize", 1), ("PageNumber", 2));

        page.Body["Accounts"]!.ToJsonString().ShouldBe("""{"Account":[{"AliyunId":"5000000000000005","SharedTime":"2026-11-24T08:00:30Z"}]}""");
        page.Body["TotalCount"]!.GetValue<int>().ShouldBe(2);
        page.Body["ImageId"]!.GetValue<string>().ShouldBe(imageId);
    }

    [Fact]
    public async Task A_recipient_neither_shares_on_nor_reads_the_accounts()
    {
        (await Us.Try("ModifyImageSharePermission", ("RegionId", Hangzhou), ("ImageId", SimulatorWorld.PlainImageId), ("AddAccount.1", SimulatorWorld.ConsumerAccount)))
            .ShouldBe(404, "InvalidImageId.NotFound");
        (await Us.Try("DescribeImageSharePermission", ("RegionId", Hangzhou), ("ImageId", SimulatorWorld.PlainImageId))).ShouldBe(404, "InvalidImageId.NotFound");
        (await Us.Try("DescribeImageSharePermission", ("RegionId", Hangzhou))).ShouldBe(400, "MissingParameter");
    }

    [Fact]
    public async Task Sharing_twice_and_taking_back_what_is_not_shared_are_no_errors()
    {
        var imageId = await OwnImage();

        await Share(imageId, SimulatorWorld.ConsumerAccount);
        await Share(imageId, SimulatorWorld.ConsumerAccount);
        await Us.Call("ModifyImageSharePermission", ("RegionId", Hangzhou), ("ImageId", imageId), ("RemoveAccount.1", SimulatorWorld.SecondConsumerAccount));

        State.Shares(imageId).ShouldBe([SimulatorWorld.ConsumerAccount]);
    }

    [Fact]
    public async Task A_call_with_an_account_that_cannot_be_shared_with_changes_nothing()
    {
        var imageId = await OwnImage();

        (await TryShare(imageId, SimulatorWorld.ConsumerAccount, SimulatorWorld.OurAccount)).ShouldBe(404, "InvalidAccount.Forbbiden");
        (await TryShare(imageId, SimulatorWorld.ConsumerAccount, "9000000000000009")).ShouldBe(404, "InvalidAccount.NotFound");
        (await Us.Try("ModifyImageSharePermission", ("RegionId", Hangzhou), ("ImageId", imageId))).ShouldBe(400, "MissingParameter");
        (await Us.Try("ModifyImageSharePermission", ("RegionId", Hangzhou), ("ImageId", imageId), ("IsPublic", true))).ShouldBe(403, "PublicImageAgreement.NotSigned");
        (await Us.Try("ModifyImageSharePermission", ("RegionId", Hangzhou), ("ImageId", imageId), ("AddAccount.1", SimulatorWorld.ConsumerAccount), ("DryRun", true))).ShouldBe(400, "DryRunOperation");

        State.Shares(imageId).ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_an_Available_image_is_shared()
    {
        var imageId = (await CopyPlain("copy")).ImageId;

        (await TryShare(imageId, SimulatorWorld.ConsumerAccount)).ShouldBe(403, "OperationDenied.InvalidImageStatus");
    }

    private Task<Reply> TryShare(string imageId, params string[] accounts) =>
        Us.Try("ModifyImageSharePermission", [("RegionId", Hangzhou), ("ImageId", imageId), .. accounts.Select((account, i) => ($"AddAccount.{i + 1}", (object)account))]);

    private async Task Share(string imageId, params string[] accounts) => (await TryShare(imageId, accounts)).ShouldBe(200, "OK");
}
