namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>What conditions do beside the refusals that tests/Conformance raises.</summary>
public sealed class ConditionTests : SimulatorTest
{
    private const string Community = "m-community";

    private protected override EcsSimulatorOptions Options
    {
        get
        {
            var world = WorldWith(SimulatorWorld.OurAccount, account => account with { Conditions = [AccountCondition.EncryptsByDefault] });
            world = world with { Zones = [new WorldZone { Region = Hangzhou, Id = "z-closed", Conditions = [ZoneCondition.NotOpen] }, new WorldZone { Region = Hangzhou, Id = "z-open" }] };
            return base.Options with { World = world };
        }
    }

    [Fact]
    public async Task A_copy_about_which_nothing_is_said_is_encrypted_when_the_account_encrypts_by_default()
    {
        var copy = (await CopyPlain("copy")).ImageId;

        State.Image(copy).Encrypted.ShouldBeTrue();
        (await CopyPlain("plain", ("Encrypted", false))).ShouldBe(403, "InvalidEncrypted.NotMatchDiskDefaultEncryption");
    }

    [Fact]
    public async Task So_are_the_disks_of_a_launch_which_passes_over_zones_where_something_is_special()
    {
        var id = await RunningInstance(("DataDisk.1.Size", 40));

        State.Instance(id).Zone.ShouldBe("z-open");
        State.Disks(SimulatorWorld.OurAccount).ShouldAllBe(disk => disk.KMSKeyId != null);
    }

    [Fact]
    public async Task A_community_image_is_listed_for_everybody_who_asks_for_such_until_it_is_unpublished()
    {
        State.AddImage(SimulatorWorld.PublisherAccount, new WorldImage { Region = Hangzhou, Name = "community", Id = Community, Conditions = [ImageCondition.Community] });

        (await Listed(isPublic: true)).ShouldBe([Community]);
        (await Listed(isPublic: false)).ShouldNotContain(Community);
        (await Launch(Community)).ShouldBe(200, "OK");

        await Publisher.Call("ModifyImageSharePermission", ("RegionId", Hangzhou), ("ImageId", Community), ("IsPublic", false));
        (await Listed(isPublic: true)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_copy_has_what_is_special_about_the_content_of_its_source()
    {
        State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "source", Id = "m-source", Conditions = [ImageCondition.NoCloudInit] });

        var copy = (await CopyOwn("m-source", Hangzhou, "copy")).ImageId;
        Time.Advance(TimeSpan.FromSeconds(30));

        (await Launch(copy, ("UserData", "IyEvYmluL3No"))).ShouldBe(400, "ImageNotSupportCloudInit");
        (await Launch(copy)).ShouldBe(200, "OK");
    }

    private async Task<IReadOnlyList<string>> Listed(bool isPublic)
    {
        var reply = await Us.Call("DescribeImages", ("RegionId", Hangzhou), ("ImageOwnerAlias", "others"), ("IsPublic", isPublic));
        return [.. reply.Images.Select(image => image["ImageId"]!.GetValue<string>())];
    }
}
