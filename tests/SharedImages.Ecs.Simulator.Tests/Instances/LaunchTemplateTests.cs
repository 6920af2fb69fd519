namespace SharedImages.Ecs.Simulator.Tests;

public sealed class LaunchTemplateTests : SimulatorTest
{
    private const string Id = "lt-bp1web00000000000001";

    private protected override EcsSimulatorOptions Options => base.Options with
    {
        World = WorldWith(SimulatorWorld.OurAccount, account => account with
        {
            LaunchTemplates =
            [
                new WorldLaunchTemplate
                {
                    Region = Hangzhou,
                    Id = Id,
                    Name = "web",
                    DefaultVersion = 2,
                    Versions =
                    [
                        Version(("ImageId", SimulatorWorld.PlainImageId)),
                        Version(
                            ("ImageId", SimulatorWorld.PlainImageId),
                            ("InstanceType", "ecs.g7.large"),
                            ("InstanceName", "web"),
                            ("SystemDisk.Size", "60"),
                            ("SystemDisk.DiskName", "root"),
                            ("DataDisk.1.Size", "100"),
                            ("DataDisk.2.Size", "200"),
                            ("Tag.1.Key", "team"),
                            ("Tag.1.Value", "web")),
                    ],
                },
            ],
        }),
    };

    [Theory]
    [InlineData("LaunchTemplateId", Id)]
    [InlineData("LaunchTemplateName", "web")]
    public async Task A_template_says_what_the_call_does_not(string name, string value)
    {
        var instance = State.Instance((await Run((name, value))).InstanceIds[0]);

        (instance.Name, instance.ImageId, instance.InstanceType).ShouldBe(("web", SimulatorWorld.PlainImageId, "ecs.g7.large"));
        instance.Disks.Select(disk => disk.Size).ShouldBe([60, 100, 200]);
        instance.Tags["team"].ShouldBe("web");
    }

    [Fact]
    public async Task What_the_call_says_wins_a_list_as_a_whole_and_the_system_disk_property_by_property()
    {
        var own = await OwnImage();

        var id = (await Run(("LaunchTemplateId", Id), ("ImageId", own), ("SystemDisk.Size", "80"), ("DataDisk.1.Size", "40"), ("Tag.1.Key", "stage"), ("InstanceName", ""))).InstanceIds[0];

        var instance = State.Instance(id);
        (instance.Name, instance.ImageId).ShouldBe(("web", own));
        instance.Disks.Select(disk => disk.Size).ShouldBe([80, 40]);
        instance.Tags.Keys.ShouldBe(["stage"]);
        (await Us.Call("DescribeDisks", ("RegionId", Hangzhou), ("DiskType", "system"))).List("Disks", "Disk")[0]["DiskName"]!.GetValue<string>().ShouldBe("root");
        State.Requests[^2].Parameters.ShouldNotContainKey("InstanceType", "The journal has what was sent.");
    }

    [Fact]
    public async Task An_image_of_the_template_and_a_family_of_the_call_exclude_each_other() =>
        (await Run(("LaunchTemplateId", Id), ("ImageFamily", "web"))).ShouldBe(400, "UnexpectedImageFamily.ImageIdSupplied");

    [Fact]
    public async Task A_version_can_be_named_and_what_it_leaves_out_is_missing()
    {
        (await Run(("LaunchTemplateId", Id), ("LaunchTemplateVersion", 1))).ShouldBe(400, "MissingParameter");
        (await Run(("LaunchTemplateId", Id), ("LaunchTemplateVersion", 1), ("InstanceType", "ecs.g7.large"))).ShouldBe(200, "OK");
        (await Run(("LaunchTemplateId", Id), ("LaunchTemplateVersion", 0))).ShouldBe(400, "InvalidParameter");
    }

    [Theory]
    [InlineData("LaunchTemplateId", "lt-none")]
    [InlineData("LaunchTemplateName", "none")]
    [InlineData("LaunchTemplateVersion", "3")]
    [InlineData("RegionId", Shanghai)]
    public async Task A_template_is_the_accounts_own_in_the_region(string name, string value)
    {
        var call = new Dictionary<string, object> { ["RegionId"] = Hangzhou, [name == "LaunchTemplateName" ? name : "LaunchTemplateId"] = Id, [name] = value };

        (await Us.Try("RunInstances", [.. call.Select(pair => (pair.Key, pair.Value))])).ShouldBe(404, "InvalidLaunchTemplate.NotFound");
        (await Consumer.Try("RunInstances", ("RegionId", Hangzhou), ("LaunchTemplateId", Id))).ShouldBe(404, "InvalidLaunchTemplate.NotFound");
    }

    [Fact]
    public async Task A_template_with_an_image_that_was_taken_back_launches_no_more()
    {
        State.UnshareImage(SimulatorWorld.PlainImageId, SimulatorWorld.OurAccount);

        (await Run(("LaunchTemplateId", Id))).ShouldBe(403, "OperationDenied.ImageNotValid");
    }

    private static WorldLaunchTemplateVersion Version(params (string Name, string Value)[] parameters) =>
        new(parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value, StringComparer.Ordinal));

    private Task<Reply> Run(params (string Name, object Value)[] parameters) => Us.Try("RunInstances", [("RegionId", Hangzhou), .. parameters]);
}
