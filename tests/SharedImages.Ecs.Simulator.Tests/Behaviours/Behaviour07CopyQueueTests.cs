namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>Five copies run at once to a region, the rest waits (facts §12.7).</summary>
public sealed class Behaviour07CopyQueueTests : SimulatorTest
{
    [Fact]
    public async Task The_sixth_copy_waits_and_holds_its_source()
    {
        var own = await OwnImage();
        for (var i = 0; i < 6; i++)
        {
            (await CopyOwn(own, Shanghai, $"copy-{i}")).ShouldBe(200, "OK");
        }

        State.Images(region: Shanghai).Select(image => image.Status).ShouldBe(["Creating", "Creating", "Creating", "Creating", "Creating", "Waiting"]);
        Time.Advance(TimeSpan.FromSeconds(90));
        State.Images(region: Shanghai)[^1].Status.ShouldBe("Creating");
        (await Us.Try("DeleteImage", ("RegionId", Hangzhou), ("ImageId", own))).ShouldBe(403, "OperationDenied.ImageCopying");
    }

    [Fact]
    public async Task Copies_to_other_regions_and_of_other_accounts_do_not_wait_for_those()
    {
        var own = await OwnImage();
        State.ShareImage(own, SimulatorWorld.ConsumerAccount);
        for (var i = 0; i < 5; i++)
        {
            await CopyOwn(own, Hangzhou, $"copy-{i}");
        }

        var there = (await CopyOwn(own, Shanghai, "there")).ImageId;
        var theirs = (await Consumer.Call("CopyImage", ("RegionId", Hangzhou), ("ImageId", own), ("DestinationRegionId", Hangzhou))).ImageId;

        State.Image(there).Status.ShouldBe("Creating");
        State.Image(theirs).Status.ShouldBe("Creating");
    }

    /// <summary>An alternative: a finished copy cannot be copied on at once (facts §7 U3).</summary>
    public sealed class Settling : RuleTest
    {
        private protected override WorldRules Rules => new() { CopySettling = TimeSpan.FromMinutes(10) };

        [Fact]
        public async Task A_copy_is_Available_ten_minutes_before_it_is_copied_on()
        {
            var own = await OwnImage();

            Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
            (await CopyOwn(own, Shanghai, "there")).ShouldBe(403, "OperationDenied.ImageCopying");
            Time.Advance(TimeSpan.FromSeconds(1));
            (await CopyOwn(own, Shanghai, "there")).ShouldBe(200, "OK");
        }
    }

    /// <summary>An alternative: it is the region that copies come from which has five at once (facts §2.2).</summary>
    public sealed class PerSourceRegion : RuleTest
    {
        private protected override WorldRules Rules => new() { CopiesPerSourceRegion = true };

        [Fact]
        public async Task The_sixth_copy_out_of_a_region_waits_wherever_it_goes()
        {
            var own = await OwnImage();
            string[] regions = [Shanghai, "cn-beijing", "cn-shenzhen", "us-east-1", "eu-central-1", "us-west-1"];

            var copies = new List<string>();
            foreach (var region in regions)
            {
                copies.Add((await CopyOwn(own, region, "copy")).ImageId);
            }

            copies.Select(id => State.Image(id).Status).ShouldBe(["Creating", "Creating", "Creating", "Creating", "Creating", "Waiting"]);
            await Us.Call("CancelCopyImage", ("RegionId", regions[0]), ("ImageId", copies[0]));
            State.Image(copies[5]).Status.ShouldBe("Creating");
            Time.Advance(TimeSpan.FromSeconds(90));
            copies.Skip(1).Select(id => State.Image(id).Status).Distinct().ShouldBe(["Available"]);
        }
    }

    /// <summary>The alternatives: one at a time, and an image only once at a time (facts §11, §2.2).</summary>
    public sealed class OneAtATime : RuleTest
    {
        private protected override WorldRules Rules => new() { CopiesAtOnce = 1, RefuseConcurrentCopies = true };

        [Fact]
        public async Task The_second_copy_waits_and_the_same_source_is_refused()
        {
            await CopyPlain("first");

            (await CopyPlain("same")).ShouldBe(400, "OperationDenied.ImageCopyConflict");
            var second = (await CopyOwn(SimulatorWorld.StrangerImageId, Hangzhou, "second")).ImageId;

            State.Image(second).Status.ShouldBe("Waiting");
            Time.Advance(TimeSpan.FromSeconds(30));
            State.Image(second).Status.ShouldBe("Creating");
            (await CopyPlain("same")).ShouldBe(200, "OK");
        }
    }
}
