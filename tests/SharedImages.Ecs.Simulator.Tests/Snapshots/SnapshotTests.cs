using System.Text.Json;

namespace SharedImages.Ecs.Simulator.Tests;

public sealed class SnapshotTests : SimulatorTest
{
    [Fact]
    public async Task A_copy_makes_its_snapshot_at_once_and_finishes_it_with_the_image()
    {
        var imageId = (await CopyPlain("copy", ("Encrypted", true), ("KMSKeyId", OurKeyIn(Hangzhou)))).ImageId;
        var image = (await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageId", imageId), ("Status", "ALL"))).Image;
        var snapshotId = image["DiskDeviceMappings"]!["DiskDeviceMapping"]![0]!["SnapshotId"]!.GetValue<string>();
        Time.Advance(TimeSpan.FromSeconds(15));

        var progressing = (await Find(snapshotId)).ShouldHaveSingleItem();
        Time.Advance(TimeSpan.FromSeconds(15));
        var accomplished = (await Find(snapshotId)).ShouldHaveSingleItem();

        (progressing["Status"]!.GetValue<string>(), progressing["Progress"]!.GetValue<string>(), progressing["RemainTime"]!.GetValue<int>()).ShouldBe(("progressing", "50%", 15));
        (accomplished["Status"]!.GetValue<string>(), accomplished["Progress"]!.GetValue<string>(), accomplished["RemainTime"]!.GetValue<int>()).ShouldBe(("accomplished", "100%", 0));
        (accomplished["Encrypted"]!.GetValue<bool>(), accomplished["KMSKeyId"]!.GetValue<string>(), accomplished["Usage"]!.GetValue<string>()).ShouldBe((true, OurKeyIn(Hangzhou), "image"));
        accomplished["SourceDiskSize"]!.GetValue<string>().ShouldBe("40");
    }

    [Fact]
    public async Task Ids_that_are_unknown_elsewhere_or_not_ours_are_left_out_and_no_ids_find_nothing()
    {
        var own = State.Image(await OwnImage()).SnapshotIds[0];
        var publishers = State.Image(SimulatorWorld.PlainImageId).SnapshotIds[0];

        (await Find(own, publishers, "s-none")).Count.ShouldBe(1);
        (await Find()).ShouldBeEmpty();
        (await Us.Call("DescribeSnapshots", ("RegionId", Shanghai), ("SnapshotIds", JsonSerializer.Serialize(new[] { own })))).Snapshots.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("null")]
    public async Task Ids_come_as_a_json_array(string ids) =>
        (await Us.Try("DescribeSnapshots", ("RegionId", Hangzhou), ("SnapshotIds", ids))).ShouldBe(403, "InvalidSnapshotIds.Malformed");

    [Fact]
    public async Task At_most_a_hundred_ids_per_call() =>
        (await Us.Try("DescribeSnapshots", ("RegionId", Hangzhou), ("SnapshotIds", JsonSerializer.Serialize(Enumerable.Range(0, 101).Select(i => $"s-{i}")))))
            .ShouldBe(403, "InvalidSnapshotIds.Malformed");

    [Fact]
    public async Task Pages_go_on_by_token_until_it_is_empty_or_by_number()
    {
        for (var i = 0; i < 25; i++)
        {
            State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Shanghai, Name = $"image-{i}" });
        }

        var seen = new List<string>();
        var token = "";
        do
        {
            var page = await Us.Call("DescribeSnapshots", ("RegionId", Shanghai), ("MaxResults", 10), ("NextToken", token));
            seen.AddRange(page.Snapshots.Select(snapshot => snapshot["SnapshotId"]!.GetValue<string>()));
            token = page.Body["NextToken"]!.GetValue<string>();
        }
        while (token.Length > 0);

        seen.Distinct().Count().ShouldBe(25);
        seen.Count.ShouldBe(25);
        (await Us.Call("DescribeSnapshots", ("RegionId", Shanghai), ("PageNumber", 3), ("PageSize", 10))).Snapshots.Count.ShouldBe(5);
        (await Us.Try("DescribeSnapshots", ("RegionId", Shanghai), ("NextToken", "nonsense"))).ShouldBe(400, "InvalidParameter");
    }

    [Fact]
    public async Task A_snapshot_of_somebody_else_is_as_good_as_absent()
    {
        var publishers = State.Image(SimulatorWorld.PlainImageId).SnapshotIds[0];

        (await Us.Try("DeleteSnapshot", ("SnapshotId", publishers))).ShouldBe(200, "OK");
        (await Us.Try("DeleteSnapshot")).ShouldBe(400, "MissingParameter");

        State.Snapshots(SimulatorWorld.PublisherAccount).ShouldContain(snapshot => snapshot.SnapshotId == publishers);
    }

    private async Task<IReadOnlyList<System.Text.Json.Nodes.JsonNode>> Find(params string[] ids) =>
        (await Us.Call("DescribeSnapshots", ("RegionId", Hangzhou), ("SnapshotIds", JsonSerializer.Serialize(ids)), ("MaxResults", 100))).Snapshots;
}
