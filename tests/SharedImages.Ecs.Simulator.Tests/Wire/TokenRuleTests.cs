namespace SharedImages.Ecs.Simulator.Tests;

public sealed class TokenRuleTests : SimulatorTest
{
    private protected override EcsSimulatorOptions Options => base.Options with
    {
        World = SimulatorWorld.Default() with
        {
            Rules = new WorldRules { ClientTokenMemory = TimeSpan.FromMinutes(10), RememberFailedTokens = true, RememberNonces = false },
        },
    };

    [Fact]
    public async Task A_failed_token_stays_failed_until_it_is_forgotten()
    {
        await CopyPlain("taken");
        (await CopyPlain("taken", ("ClientToken", "t"))).ShouldBe(400, "InvalidImageName.Duplicated");
        (await CopyPlain("taken", ("ClientToken", "t"))).ShouldBe(403, "IdempotentFailed");
        (await CopyPlain("free", ("ClientToken", "t"))).ShouldBe(400, "IdempotentParameterMismatch");

        Time.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));

        (await CopyPlain("free", ("ClientToken", "t"))).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task A_token_can_be_forgotten_early()
    {
        var first = (await CopyPlain("copy", ("ClientToken", "t"))).ImageId;
        Time.Advance(TimeSpan.FromMinutes(10));
        (await CopyPlain("copy", ("ClientToken", "t"))).ImageId.ShouldBe(first);
        Time.Advance(TimeSpan.FromSeconds(1));

        (await CopyPlain("copy", ("ClientToken", "t"))).ShouldBe(400, "InvalidImageName.Duplicated");
    }

    [Fact]
    public async Task Nonces_can_be_taken_again()
    {
        var call = new CallOptions("DescribeRegions") { Nonce = "n-1" };

        (await Us.Try(call)).ShouldBe(200, "OK");
        (await Us.Try(call)).ShouldBe(200, "OK");
    }
}
