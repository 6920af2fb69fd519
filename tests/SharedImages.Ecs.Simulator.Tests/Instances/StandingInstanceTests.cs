namespace SharedImages.Ecs.Simulator.Tests;

public sealed class StandingInstanceTests : SimulatorTest
{
    private static readonly WorldInstance Web = new() { Region = Hangzhou, Name = "web-1", Image = SimulatorWorld.EncryptedImageId };

    private protected override EcsSimulatorOptions Options
    {
        get
        {
            var world = SimulatorWorld.Default();
            var instances = new[]
            {
                Web with { Id = "i-web1", Zone = "cn-hangzhou-i", DataDisks = [new WorldDisk(100, OurKeyIn(Hangzhou))], Tags = new Dictionary<string, string> { ["team"] = "web" }, CreationTime = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero) },
                Web with { Id = "i-web2", Status = "Stopped" },
            };
            return base.Options with { World = world with { Accounts = [.. world.Accounts.Select(account => account.Id == SimulatorWorld.OurAccount ? account with { Instances = instances } : account)] } };
        }
    }

    [Fact]
    public async Task Instances_of_the_world_are_there_from_the_start()
    {
        var instance = (await Us.Call("DescribeInstances", ("RegionId", Hangzhou), ("InstanceIds", "[\"i-web1\"]"))).Instances.ShouldHaveSingleItem();

        (instance["InstanceName"]!.GetValue<string>(), instance["Status"]!.GetValue<string>(), instance["ZoneId"]!.GetValue<string>()).ShouldBe(("web-1", "Running", "cn-hangzhou-i"));
        (instance["CreationTime"]!.GetValue<string>(), instance["StartTime"]!.GetValue<string>()).ShouldBe(("2026-11-20T00:00Z", "2026-11-20T00:00Z"));
        (State.Instance("i-web2").Status, State.Instance("i-web2").Zone).ShouldBe(("Stopped", "cn-hangzhou-h"));
        State.Instance("i-web1").Tags["team"].ShouldBe("web");
        var disks = State.Instance("i-web1").Disks;
        disks.Select(disk => (disk.Type, disk.Size, disk.Status)).ShouldBe([("system", 40, "In_use"), ("data", 100, "In_use")]);
        disks[0].KMSKeyId.ShouldNotBeNull().ShouldNotBe(SimulatorWorld.Default().Account(SimulatorWorld.PublisherAccount).KeyIn(Hangzhou));
        disks[1].KMSKeyId.ShouldBe(OurKeyIn(Hangzhou));
    }

    [Fact]
    public async Task They_live_on_as_others_do()
    {
        (await Us.Try("RunCommand", ("RegionId", Hangzhou), ("Type", "RunShellScript"), ("CommandContent", "true"), ("InstanceId.1", "i-web1"))).ShouldBe(200, "OK");
        (await Us.Try("CreateSnapshot", ("DiskId", State.Instance("i-web2").Disks[0].DiskId))).ShouldBe(200, "OK");
        await Us.Call("StopInstance", ("InstanceId", "i-web1"));
        Time.Advance(TimeSpan.FromSeconds(15));
        await Us.Call("ReplaceSystemDisk", ("InstanceId", "i-web1"), ("ImageId", SimulatorWorld.PlainImageId));
        Time.Advance(TimeSpan.FromSeconds(60));

        State.Instance("i-web1").ImageId.ShouldBe(SimulatorWorld.PlainImageId);
    }

    [Fact]
    public void More_of_them_can_be_added_if_all_that_they_need_is_there()
    {
        var id = State.AddInstance(SimulatorWorld.OurAccount, Web);

        State.Instance(id).Status.ShouldBe("Running");
        Should.Throw<KeyNotFoundException>(() => State.AddInstance("9000000000000009", Web)).Message.ShouldContain("no account");
        Should.Throw<KeyNotFoundException>(() => State.AddInstance(SimulatorWorld.OurAccount, Web with { Image = "m-none" })).Message.ShouldContain("no image m-none");
        Should.Throw<KeyNotFoundException>(() => State.AddInstance(SimulatorWorld.OurAccount, Web with { InstanceType = "none" })).Message.ShouldContain("no instance type none");
        Should.Throw<KeyNotFoundException>(() => State.AddInstance(SimulatorWorld.OurAccount, Web with { Zone = "none" })).Message.ShouldContain("no zone none");
    }
}
