namespace SharedImages.Ecs.Simulator.Tests;

public sealed class GetCallerIdentityTests : SimulatorTest
{
    [Fact]
    public async Task The_account_of_the_access_key_is_named()
    {
        var body = (await Consumer.Call("GetCallerIdentity")).Body;

        body["AccountId"]!.GetValue<string>().ShouldBe(SimulatorWorld.ConsumerAccount);
        body["IdentityType"]!.GetValue<string>().ShouldBe("Account");
        body["Arn"]!.GetValue<string>().ShouldBe("acs:ram::3000000000000003:root");
    }
}
