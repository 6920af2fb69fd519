namespace SharedImages.Ecs.Simulator.Tests;

public sealed class InactiveKeyTests : SimulatorTest
{
    private static readonly WorldAccessKey Old = new("LTAIexampleOld", "example-secret-of-Old", Enabled: false);

    private protected override EcsSimulatorOptions Options =>
        base.Options with { World = WorldWith(SimulatorWorld.OurAccount, account => account with { AccessKeys = [.. account.AccessKeys, Old] }) };

    [Fact]
    public async Task A_disabled_key_opens_nothing_until_it_is_enabled()
    {
        var old = CallerWith(Old);
        (await old.Try("DescribeRegions")).ShouldBe(400, "InvalidAccessKeyId.Inactive");

        State.EnableAccessKey(Old.Id);
        (await old.Try("DescribeRegions")).ShouldBe(200, "OK");

        State.DisableAccessKey(Old.Id);
        (await old.Try("DescribeRegions")).ShouldBe(400, "InvalidAccessKeyId.Inactive");
        (await Us.Try("DescribeRegions")).ShouldBe(200, "OK");
    }

    [Fact]
    public void An_unknown_key_is_said_to_be_unknown() =>
        Should.Throw<KeyNotFoundException>(() => State.DisableAccessKey("LTAIunknown")).Message.ShouldBe("The simulator has no access key LTAIunknown.");
}
