namespace SharedImages.Ecs.Simulator.Tests;

public sealed class CopyImageRefusalTests : SimulatorTest
{
    private protected override EcsSimulatorOptions Options => base.Options with
    {
        World = SimulatorWorld.Default() with { Rules = new WorldRules { ImageQuota = 2 } },
    };

    [Theory]
    [InlineData("DestinationImageName", "1abc", 400, "InvalidImageName.Malformed")]
    [InlineData("DestinationImageName", "a", 400, "InvalidImageName.Malformed")]
    [InlineData("DestinationImageName", "aliyun-image", 400, "InvalidImageName.Malformed")]
    [InlineData("DestinationImageName", "acs:image", 400, "InvalidImageName.Malformed")]
    [InlineData("DestinationImageName", "http://image", 400, "InvalidImageName.Malformed")]
    [InlineData("DestinationImageName", "with space", 400, "InvalidImageName.Malformed")]
    [InlineData("DestinationDescription", "x", 400, "InvalidDescription.Malformed")]
    [InlineData("DestinationDescription", "https://x", 400, "InvalidDescription.Malformed")]
    [InlineData("RegionId", "cn-nowhere", 400, "SourceRegion.NotFound")]
    [InlineData("DestinationRegionId", "cn-nowhere", 400, "DestinationRegion.NotFound")]
    [InlineData("DestinationRegionId", Shanghai, 403, "OperationDenied.SameRegionOnly")]
    [InlineData("ImageId", "m-none", 404, "InvalidImageId.NotFound")]
    [InlineData("ImageId", "", 400, "MissingParameter")]
    [InlineData("Tag.1.Key", "acs:x", 400, "InvalidTagKey.Malformed")]
    public async Task A_request_that_breaks_a_rule_is_refused_and_makes_nothing(string name, string value, int httpStatus, string code)
    {
        var parameters = new Dictionary<string, object>
        {
            ["RegionId"] = Hangzhou,
            ["ImageId"] = SimulatorWorld.PlainImageId,
            ["DestinationRegionId"] = Hangzhou,
            ["DestinationImageName"] = "copy",
            [name] = value,
        };

        var reply = await Us.Try("CopyImage", [.. parameters.Select(pair => (pair.Key, pair.Value))]);

        reply.ShouldBe(httpStatus, code);
        State.Images(SimulatorWorld.OurAccount).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_image_that_is_not_shared_with_the_caller_is_not_found() =>
        (await Consumer.Try("CopyImage", ("RegionId", Hangzhou), ("ImageId", SimulatorWorld.PlainImageId), ("DestinationImageName", "copy")))
            .ShouldBe(404, "InvalidImageId.NotFound");

    [Fact]
    public async Task Only_an_Available_image_can_be_copied()
    {
        var creating = (await CopyPlain("first")).ImageId;

        (await CopyOwn(creating, Shanghai, "second")).ShouldBe(400, "IncorrectImageStatus");
        State.DeprecateImage(SimulatorWorld.PlainImageId);
        (await CopyPlain("third")).ShouldBe(400, "IncorrectImageStatus");
    }

    [Fact]
    public async Task The_image_quota_counts_per_account_and_region()
    {
        var own = await OwnImage();
        await CopyPlain("second");

        (await CopyPlain("third")).ShouldBe(403, "QuotaExceed.Image");
        (await CopyOwn(own, Shanghai, "there")).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task A_name_is_taken_per_account_and_region_also_by_a_copy_that_failed()
    {
        Simulator.Faults.Add(new Fault { Kind = FaultKind.FailCopy });
        await CopyPlain("copy");
        Time.Advance(TimeSpan.FromSeconds(30));
        State.Images(SimulatorWorld.OurAccount).ShouldHaveSingleItem().Status.ShouldBe("CreateFailed");

        (await CopyPlain("copy")).ShouldBe(400, "InvalidImageName.Duplicated");
    }

    [Fact]
    public async Task A_dry_run_passes_all_checks_and_makes_nothing()
    {
        (await CopyPlain("copy", ("DryRun", "true"))).ShouldBe(400, "DryRunOperation");
        (await CopyPlain("copy", ("DryRun", "true"), ("Encrypted", true), ("KMSKeyId", "none"))).ShouldBe(404, "InvalidParameter.KMSKeyId.NotFound");

        State.Images(SimulatorWorld.OurAccount).ShouldBeEmpty();
    }
}
