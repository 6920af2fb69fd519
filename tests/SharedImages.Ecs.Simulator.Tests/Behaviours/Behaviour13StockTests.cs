namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>A launch makes as many instances as there is room for, and they start by themselves (facts §12.13).</summary>
public sealed class Behaviour13StockTests : SimulatorTest
{
    private const string Poor = SimulatorWorld.StrangerAccount;

    private protected override EcsSimulatorOptions Options
    {
        get
        {
            var world = WorldWith(Poor, account => account with { CanPay = false });
            return base.Options with
            {
                World = world with
                {
                    Rules = new WorldRules { VcpuQuota = 12 },
                    Zones =
                    [
                        new WorldZone { Region = Hangzhou, Id = "z-few", Stock = [new WorldStock("ecs.g7.large", 3)] },
                        new WorldZone { Region = Hangzhou, Id = "z-closed", OnSale = false },
                        new WorldZone { Region = Hangzhou, Id = "z-small", InstanceTypes = ["ecs.c7.large"] },
                    ],
                },
            };
        }
    }

    [Theory]
    [InlineData(4, "", "OperationDenied.NoStock", 0)]
    [InlineData(5, "4", "OperationDenied.NoStock", 0)]
    [InlineData(5, "3", "OK", 3)]
    [InlineData(5, "1", "OK", 3)]
    [InlineData(3, "", "OK", 3)]
    [InlineData(2, "1", "OK", 2)]
    public async Task As_many_as_there_are_but_not_fewer_than_the_caller_is_content_with(int amount, string minAmount, string code, int made)
    {
        var reply = await Launch(SimulatorWorld.PlainImageId, ("Amount", amount), ("MinAmount", minAmount));

        reply.Code.ShouldBe(code);
        State.Instances().Count.ShouldBe(made);
        (code == "OK" ? reply.InstanceIds.Count : 0).ShouldBe(made);
    }

    [Fact]
    public async Task What_is_launched_is_missing_until_it_is_deleted_and_ECS_says_so_beforehand()
    {
        (await Stock()).ShouldBe("WithStock");
        var ids = (await Launch(SimulatorWorld.PlainImageId, ("Amount", 3))).InstanceIds;

        (await Stock()).ShouldBe("WithoutStock");
        (await Launch(SimulatorWorld.PlainImageId)).ShouldBe(403, "OperationDenied.NoStock");
        (await Launch(SimulatorWorld.PlainImageId, ("DryRun", true))).ShouldBe(403, "OperationDenied.NoStock");
        Time.Advance(TimeSpan.FromSeconds(30));
        await Us.Call("DeleteInstance", ("InstanceId", ids[0]), ("Force", true));

        (await Stock()).ShouldBe("WithStock");
        (await Launch(SimulatorWorld.PlainImageId)).ShouldBe(200, "OK");
    }

    [Theory]
    [InlineData("z-closed", "Zone.NotOnSale")]
    [InlineData("z-small", "InvalidInstanceType.ZoneNotSupported")]
    public async Task A_named_zone_must_sell_the_type(string zone, string code) =>
        (await Launch(SimulatorWorld.PlainImageId, ("ZoneId", zone))).ShouldBe(403, code);

    [Fact]
    public async Task Vcpus_count_against_a_quota_per_account_and_region()
    {
        (await Launch(SimulatorWorld.PlainImageId, ("InstanceType", "ecs.g7.xlarge"), ("Amount", 3))).ShouldBe(200, "OK");
        (await Launch(SimulatorWorld.PlainImageId)).ShouldBe(403, "QuotaExceed.ElasticQuota");
    }

    [Fact]
    public async Task Without_money_nothing_is_launched_nor_by_others_from_what_is_shared()
    {
        (await Launch(SimulatorWorld.StrangerImageId)).ShouldBe(403, "OperationDenied.ImageNotValid");
        (await CallerFor(Poor).Try("RunInstances", ("RegionId", Hangzhou), ("ImageId", SimulatorWorld.StrangerImageId), ("InstanceType", "ecs.g7.large"))).ShouldBe(403, "InvalidAccountStatus.NotEnoughBalance");
    }

    [Theory]
    [InlineData("arm64", "ecs.g7.large", "InvalidInstanceType.NotSupported")]
    [InlineData("arm64", "ecs.g8y.large", "OK")]
    [InlineData("x86_64", "ecs.g8y.large", "InvalidInstanceType.NotSupported")]
    public async Task Image_and_type_are_of_one_architecture(string architecture, string type, string code)
    {
        var image = State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "own", Architecture = architecture });

        (await Launch(image, ("InstanceType", type))).Code.ShouldBe(code);
    }

    [Fact]
    public async Task Instances_are_Pending_then_Starting_then_Running()
    {
        var id = (await Launch(SimulatorWorld.PlainImageId)).InstanceIds[0];

        State.Instance(id).Status.ShouldBe("Pending");
        Time.Advance(TimeSpan.FromSeconds(10));
        State.Instance(id).Status.ShouldBe("Starting");
        Time.Advance(TimeSpan.FromSeconds(20));
        State.Instance(id).Status.ShouldBe("Running");
    }

    [Fact]
    public async Task Stock_can_end_after_the_ids_are_out_and_then_the_instances_vanish()
    {
        Simulator.Faults.Add(new Fault { Kind = FaultKind.FailLaunch });
        var ids = (await Launch(SimulatorWorld.PlainImageId, ("Amount", 3))).InstanceIds;

        (await Us.Call("DescribeInstances", ("RegionId", Hangzhou))).Instances.Count.ShouldBe(3);
        Time.Advance(TimeSpan.FromSeconds(10));

        (await Us.Call("DescribeInstances", ("RegionId", Hangzhou))).Instances.ShouldBeEmpty();
        (await Us.Try("StartInstance", ("InstanceId", ids[0]))).ShouldBe(404, "InvalidInstanceId.NotFound");
        (await Stock()).ShouldBe("WithStock");
    }

    private async Task<string> Stock() =>
        (await Us.Call("DescribeAvailableResource", ("RegionId", Hangzhou), ("DestinationResource", "InstanceType"), ("InstanceType", "ecs.g7.large"), ("ZoneId", "z-few")))
            .List("AvailableZones", "AvailableZone")[0]["StatusCategory"]!.GetValue<string>();
}
