namespace SharedImages.Ecs.Simulator.Tests;

public sealed class GetCallerIdentityTests : RoleTest
{
    [Fact]
    public async Task The_account_of_the_access_key_is_named()
    {
        var body = (await Consumer.Call("GetCallerIdentity")).Body;

        body["AccountId"]!.GetValue<string>().ShouldBe(SimulatorWorld.ConsumerAccount);
        body["IdentityType"]!.GetValue<string>().ShouldBe("Account");
        body["Arn"]!.GetValue<string>().ShouldBe("acs:ram::3000000000000003:root");
        body.ContainsKey("RoleId").ShouldBeFalse();
    }

    [Fact]
    public async Task A_user_is_named()
    {
        var body = (await User.Call("GetCallerIdentity")).Body;

        body["AccountId"]!.GetValue<string>().ShouldBe(SimulatorWorld.OurAccount);
        body["IdentityType"]!.GetValue<string>().ShouldBe("RAMUser");
        body["Arn"]!.GetValue<string>().ShouldBe("acs:ram::1000000000000001:user/promoter");
        body["UserId"]!.GetValue<string>().ShouldNotBe(SimulatorWorld.OurAccount);
    }

    [Fact]
    public async Task A_role_that_was_assumed_is_named()
    {
        var body = (await CallerOf(await Assume()).Call("GetCallerIdentity")).Body;

        body["AccountId"]!.GetValue<string>().ShouldBe(SimulatorWorld.PublisherAccount);
        body["IdentityType"]!.GetValue<string>().ShouldBe("AssumedRoleUser");
        body["Arn"]!.GetValue<string>().ShouldBe("acs:ram::2000000000000002:assumed-role/sharer/run-1");
        body["PrincipalId"]!.GetValue<string>().ShouldBe($"{body["RoleId"]!.GetValue<string>()}:run-1");
    }
}
