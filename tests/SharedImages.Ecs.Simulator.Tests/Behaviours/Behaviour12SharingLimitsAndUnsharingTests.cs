namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>How many accounts an image is shared with, and what taking it back does to its recipient (facts §12.12).</summary>
public sealed class Behaviour12SharingLimitsAndUnsharingTests : SimulatorTest
{
    private static readonly IReadOnlyList<string> Many = [.. Enumerable.Range(0, 60).Select(i => $"70000000000000{i:00}")];

    private protected override EcsSimulatorOptions Options
    {
        get
        {
            var world = SimulatorWorld.Default();
            return base.Options with { World = world with { Accounts = [.. world.Accounts, .. Many.Select(id => new WorldAccount { Id = id })] } };
        }
    }

    [Fact]
    public async Task More_than_ten_accounts_in_a_call_are_silently_cut()
    {
        var imageId = await OwnImage();

        (await Share(imageId, Many.Take(12))).ShouldBe(200, "OK");

        State.Shares(imageId).ShouldBe(Many.Take(10));
    }

    [Fact]
    public async Task Fifty_accounts_per_image_and_room_made_in_the_same_call_counts()
    {
        var imageId = await OwnImage();
        foreach (var ten in Many.Take(50).Chunk(10))
        {
            (await Share(imageId, ten)).ShouldBe(200, "OK");
        }

        (await Share(imageId, [Many[50]])).ShouldBe(403, "QuotaExceed.ShareImageUser");
        (await Share(imageId, [Many[50]], ("RemoveAccount.1", Many[0]))).ShouldBe(200, "OK");

        State.Shares(imageId).ShouldBe(Many.Skip(1).Take(50));
    }

    [Fact]
    public async Task An_account_does_not_share_with_itself_nor_with_nobody()
    {
        var imageId = await OwnImage();

        (await Share(imageId, [SimulatorWorld.OurAccount])).ShouldBe(404, "InvalidAccount.Forbbiden");
        (await Share(imageId, ["9000000000000009"])).ShouldBe(404, "InvalidAccount.NotFound");

        State.Shares(imageId).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_image_is_gone_at_once_and_what_was_made_from_it_stays()
    {
        var (running, stopped) = (await RunningInstance(), await StoppedInstance());
        var copied = await OwnImage();

        await Publisher.Call("ModifyImageSharePermission", ("RegionId", Hangzhou), ("ImageId", SimulatorWorld.PlainImageId), ("RemoveAccount.1", SimulatorWorld.OurAccount));

        (await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageId", SimulatorWorld.PlainImageId), ("Status", "ALL"))).Images.ShouldBeEmpty();
        (await Launch(SimulatorWorld.PlainImageId)).ShouldBe(403, "OperationDenied.ImageNotValid");
        (await Us.Try("ReInitDisk", ("DiskId", State.Instance(stopped).Disks[0].DiskId))).ShouldBe(404, "InvalidDiskId.OperationNotSupported");
        State.Instance(running).Status.ShouldBe("Running");
        (await Launch(copied)).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task A_running_copy_goes_on()
    {
        var copy = (await CopyPlain("copy")).ImageId;

        await Publisher.Call("ModifyImageSharePermission", ("RegionId", Hangzhou), ("ImageId", SimulatorWorld.PlainImageId), ("RemoveAccount.1", SimulatorWorld.OurAccount));

        Time.Advance(TimeSpan.FromSeconds(30));
        State.Image(copy).Status.ShouldBe("Available");
    }

    private Task<Reply> Share(string imageId, IEnumerable<string> accounts, params (string Name, object Value)[] more) =>
        Us.Try("ModifyImageSharePermission", [("RegionId", Hangzhou), ("ImageId", imageId), .. accounts.Select((account, i) => ($"AddAccount.{i + 1}", (object)account)), .. more]);

    /// <summary>An alternative: one account per image (facts §11).</summary>
    public sealed class OneAccount : RuleTest
    {
        private protected override WorldRules Rules => new() { SharesPerImage = 1 };

        [Fact]
        public async Task The_second_account_is_one_too_many_until_the_first_is_taken_back()
        {
            (string, object)[] call = [("RegionId", Hangzhou), ("ImageId", await OwnImage())];

            (await Us.Try("ModifyImageSharePermission", [.. call, ("AddAccount.1", SimulatorWorld.ConsumerAccount)])).ShouldBe(200, "OK");
            (await Us.Try("ModifyImageSharePermission", [.. call, ("AddAccount.1", SimulatorWorld.SecondConsumerAccount)])).ShouldBe(403, "QuotaExceed.ShareImageUser");
            (await Us.Try("ModifyImageSharePermission", [.. call, ("RemoveAccount.1", SimulatorWorld.ConsumerAccount)])).ShouldBe(200, "OK");
            (await Us.Try("ModifyImageSharePermission", [.. call, ("AddAccount.1", SimulatorWorld.SecondConsumerAccount)])).ShouldBe(200, "OK");
        }
    }

    /// <summary>The other alternatives: copies fail, and launches do not find the image (facts §11, §12.12).</summary>
    public sealed class Harsh : RuleTest
    {
        private protected override WorldRules Rules => new() { UnsharingFailsCopies = true, UnsharedIsNotFound = true, CopiesAtOnce = 1 };

        [Fact]
        public async Task Running_and_waiting_copies_fail_where_they_are_and_make_room()
        {
            var running = (await CopyPlain("running")).ImageId;
            var waiting = (await CopyPlain("waiting")).ImageId;
            var other = (await CopyOwn(SimulatorWorld.StrangerImageId, Hangzhou, "other")).ImageId;
            Time.Advance(TimeSpan.FromSeconds(12));

            await Publisher.Call("ModifyImageSharePermission", ("RegionId", Hangzhou), ("ImageId", SimulatorWorld.PlainImageId), ("RemoveAccount.1", SimulatorWorld.OurAccount));

            Look(running).ShouldBe(("CreateFailed", 40));
            Look(waiting).ShouldBe(("CreateFailed", 0));
            Look(other).ShouldBe(("Creating", 0));
            Time.Advance(TimeSpan.FromSeconds(30));
            Look(running).ShouldBe(("CreateFailed", 40));
            Look(other).ShouldBe(("Available", 100));
            (await Us.Try("CancelCopyImage", ("RegionId", Hangzhou), ("ImageId", running))).ShouldBe(400, "IncorrectImageStatus");
        }

        [Fact]
        public async Task Copies_by_others_go_on()
        {
            var theirs = (await Publisher.Call("CopyImage", ("RegionId", Hangzhou), ("ImageId", SimulatorWorld.PlainImageId), ("DestinationRegionId", Shanghai))).ImageId;

            State.UnshareImage(SimulatorWorld.PlainImageId, SimulatorWorld.OurAccount);

            Look(theirs).Status.ShouldBe("Creating");
            (await Launch(SimulatorWorld.PlainImageId)).ShouldBe(404, "InvalidImageId.NotFound");
        }

        private (string Status, int Progress) Look(string imageId) => (State.Image(imageId).Status, State.Image(imageId).Progress);
    }
}
