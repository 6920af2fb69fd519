namespace SharedImages.Ecs.Simulator.Tests;

public sealed class PolicyTests : RoleTest
{
    private protected override WorldPolicy? UserPolicy => new()
    {
        Allow =
        [
            new WorldStatement { Actions = ["ecs:Describe*"] },
            new WorldStatement { Actions = ["ecs:CopyImage"], Regions = [Hangzhou], ImageOwners = [SimulatorWorld.PublisherAccount] },
            new WorldStatement { Actions = ["ecs:DeleteSnapshot"], Regions = [Shanghai] },
            new WorldStatement { Actions = ["sts:AssumeRole"] },
        ],
        Deny = [new WorldStatement { Actions = ["ecs:DescribeSnapshots"] }, new WorldStatement { Actions = ["ecs:DescribeImages"], Regions = [Shanghai] }],
    };

    private protected override WorldRole Role => base.Role with { Policy = new WorldPolicy { Allow = [new WorldStatement { Actions = ["ecs:ModifyImageSharePermission"] }] } };

    [Fact]
    public async Task What_is_allowed_passes()
    {
        (await User.Try("DescribeImages", ("RegionId", Hangzhou))).ShouldBe(200, "OK");
        (await Copy(SimulatorWorld.PlainImageId)).ShouldBe(200, "OK");
        (await Assume()).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task What_nothing_allows_is_denied_in_detail()
    {
        var reply = await User.Try("DeleteImage", ("RegionId", Hangzhou), ("ImageId", SimulatorWorld.PlainImageId));

        reply.ShouldBe(403, "Forbidden.RAM");
        var detail = reply.Body["AccessDeniedDetail"]!;
        detail["PolicyType"]!.GetValue<string>().ShouldBe("AccountLevelIdentityBasedPolicy");
        detail["AuthPrincipalOwnerId"]!.GetValue<string>().ShouldBe(SimulatorWorld.OurAccount);
        detail["AuthPrincipalType"]!.GetValue<string>().ShouldBe("SubUser");
        detail["AuthPrincipalDisplayName"]!.GetValue<string>().ShouldBe((await User.Call("GetCallerIdentity")).Body["UserId"]!.GetValue<string>());
        detail["NoPermissionType"]!.GetValue<string>().ShouldBe("ImplicitDeny");
        detail["AuthAction"]!.GetValue<string>().ShouldBe("ecs:DeleteImage");
        State.Requests[0].Code.ShouldBe("Forbidden.RAM");
    }

    [Fact]
    public async Task A_denial_wins_over_what_is_allowed()
    {
        var reply = await User.Try("DescribeSnapshots", ("RegionId", Hangzhou));

        reply.ShouldBe(403, "Forbidden.RAM");
        reply.Body["AccessDeniedDetail"]!["NoPermissionType"]!.GetValue<string>().ShouldBe("ExplicitDeny");
    }

    [Fact]
    public async Task A_copy_has_its_own_code_and_looks_at_owner_and_source_region()
    {
        (await Copy(SimulatorWorld.StrangerImageId)).ShouldBe(403, "Forbbiden");
        (await User.Try("CopyImage", ("RegionId", Shanghai), ("ImageId", SimulatorWorld.PlainImageId), ("DestinationRegionId", Hangzhou))).ShouldBe(403, "Forbbiden");
        (await User.Try("CopyImage", ("RegionId", Hangzhou), ("DestinationRegionId", Hangzhou))).ShouldBe(403, "Forbbiden");
        State.Images(SimulatorWorld.OurAccount).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dry_run_is_denied_like_the_call_itself() =>
        (await Copy(SimulatorWorld.StrangerImageId, ("DryRun", true))).ShouldBe(403, "Forbbiden");

    [Theory]
    [InlineData(null, 403, "Forbidden.RAM")]
    [InlineData("self", 403, "Forbidden.RAM")]
    [InlineData("others", 200, "OK")]
    [InlineData("system", 200, "OK")]
    public async Task A_policy_has_no_say_about_images_of_others(string? alias, int httpStatus, string code)
    {
        (string, object)[] parameters = [("RegionId", Shanghai), .. alias is null ? Array.Empty<(string, object)>() : [("ImageOwnerAlias", alias)]];

        (await User.Try("DescribeImages", parameters)).ShouldBe(httpStatus, code);
    }

    [Fact]
    public async Task A_snapshot_is_in_the_region_where_it_is()
    {
        var imageId = await OwnImage();
        var there = (await CopyOwn(imageId, Shanghai, "there")).ImageId;
        Time.Advance(TimeSpan.FromSeconds(90));
        await Us.Call("DeleteImage", ("RegionId", Shanghai), ("ImageId", there));
        var snapshots = State.Snapshots(SimulatorWorld.OurAccount);

        (await User.Try("DeleteSnapshot", ("SnapshotId", snapshots.Single(snapshot => snapshot.Region == Hangzhou).SnapshotId))).ShouldBe(403, "Forbidden.RAM");
        (await User.Try("DeleteSnapshot", ("SnapshotId", snapshots.Single(snapshot => snapshot.Region == Shanghai).SnapshotId))).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task A_session_may_do_what_its_role_may()
    {
        var sharer = CallerOf(await Assume());

        (await sharer.Try("ModifyImageSharePermission", ("RegionId", Hangzhou), ("ImageId", SimulatorWorld.PlainImageId), ("AddAccount.1", SimulatorWorld.ConsumerAccount))).ShouldBe(200, "OK");
        var refused = await sharer.Try("DescribeImages", ("RegionId", Hangzhou));

        refused.ShouldBe(403, "Forbidden.RAM");
        var detail = refused.Body["AccessDeniedDetail"]!;
        (detail["AuthPrincipalType"]!.GetValue<string>(), detail["AuthPrincipalDisplayName"]!.GetValue<string>()).ShouldBe(("AssumedRoleUser", "sharer:run-1"));
    }

    private Task<Reply> Copy(string imageId, params (string Name, object Value)[] more) =>
        User.Try("CopyImage", [("RegionId", Hangzhou), ("ImageId", imageId), ("DestinationRegionId", Hangzhou), .. more]);
}
