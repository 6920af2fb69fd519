namespace SharedImages.Ecs.Simulator.Tests;

public sealed class LaunchStockTests : SimulatorTest
{
    private const string Poor = "4000000000000004";

    private protected override EcsSimulatorOptions Options
    {
        get
        {
            var world = SimulatorWorld.Default();
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
                    Accounts = [.. world.Accounts.Select(account => account with { CanPay = account.Id != Poor })],
                },
            };
        }
    }

    [Theory]
    [InlineData(4, null, "OperationDenied.NoStock", 0)]
    [InlineData(5, 4, "OperationDenied.NoStock", 0)]
    [InlineData(5, 3, "OK", 3)]
    [InlineData(5, 1, "OK", 3)]
    [InlineData(2, 1, "OK", 2)]
    public async Task As_many_as_there_are_but_not_fewer_than_the_caller_is_content_with(int amount, int? minAmount, string code, int made)
    {
        var reply = await Launch(SimulatorWorld.PlainImageId, ("Amount", amount), ("MinAmount", minAmount?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? ""));

        reply.Code.ShouldBe(code);
        State.Instances().Count.ShouldBe(made);
        (code == "OK" ? reply.InstanceIds.Count : 0).ShouldBe(made);
    }

    [Theory]
    [InlineData("z-closed", "Zone.NotOnSale")]
    [InlineData("z-small", "InvalidInstanceType.ZoneNotSupported")]
    public async Task A_named_zone_must_sell_the_type(string zone, string code) =>
        (await Launch(SimulatorWorld.PlainImageId, ("ZoneId", zone))).ShouldBe(403, code);

    [Fact]
    public async Task What_is_launched_is_missing_in_the_stock()
    {
        await Launch(SimulatorWorld.PlainImageId, ("Amount", 3));

        (await Launch(SimulatorWorld.PlainImageId)).ShouldBe(403, "OperationDenied.NoStock");
        var zone = (await Us.Call("DescribeAvailableResource", ("RegionId", Hangzhou), ("DestinationResource", "InstanceType"), ("InstanceType", "ecs.g7.large"), ("ZoneId", "z-few"))).List("AvailableZones", "AvailableZone")[0];
        zone["StatusCategory"]!.GetValue<string>().ShouldBe("WithoutStock");
    }

    [Fact]
    public async Task Vcpus_count_against_a_quota_per_account_and_region()
    {
        (await Launch(SimulatorWorld.PlainImageId, ("InstanceType", "ecs.g7.xlarge"), ("Amount", 3))).ShouldBe(200, "OK");
        (await Launch(SimulatorWorld.PlainImageId)).ShouldBe(403, "QuotaExceed.ElasticQuota");
    }

    [Fact]
    public async Task Without_money_nothing_is_launched_nor_by_others_from_what_is_shared()
    {
        using var poor = new Caller(Simulator.Endpoint, Options.World.Account(Poor).AccessKeys[0], Time);

        (await Launch(SimulatorWorld.StrangerImageId)).ShouldBe(403, "OperationDenied.ImageNotValid");
        (await poor.Try("RunInstances", ("RegionId", Hangzhou), ("ImageId", SimulatorWorld.StrangerImageId), ("InstanceType", "ecs.g7.large"))).ShouldBe(403, "InvalidAccountStatus.NotEnoughBalance");
    }
}
