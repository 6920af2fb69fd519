namespace SharedImages.Ecs.Simulator.Tests;

public abstract class RateLimitTests : SimulatorTest
{
    private protected abstract bool WithRetryAfter { get; }

    private protected override EcsSimulatorOptions Options => base.Options with
    {
        Speed = 2,
        World = SimulatorWorld.Default() with { Rules = new WorldRules { CallsPerMinute = 2, ThrottleWithRetryAfter = WithRetryAfter } },
    };

    [Fact]
    public async Task Calls_are_counted_per_account_region_and_operation_within_a_minute_of_the_clock()
    {
        Time.Advance(TimeSpan.FromSeconds(20)); // Of the 30 seconds that a minute has at this speed.
        (await Images(Hangzhou)).ShouldBe(200, "OK");
        (await Images(Hangzhou)).ShouldBe(200, "OK");

        var throttled = await Images(Hangzhou);

        throttled.ShouldBe(400, "Throttling.User");
        throttled.Response.Headers.TryGetValues("x-acs-retry-after", out var wait).ShouldBe(WithRetryAfter);
        (wait ?? []).ShouldBe(WithRetryAfter ? ["10000"] : []);
        (await Images(Shanghai)).ShouldBe(200, "OK");
        (await Us.Try("DescribeSnapshots", ("RegionId", Hangzhou))).ShouldBe(200, "OK");
        (await Consumer.Try("DescribeImages", ("RegionId", Hangzhou))).ShouldBe(200, "OK");
        Time.Advance(TimeSpan.FromMilliseconds(9_999));
        (await Images(Hangzhou)).ShouldBe(400, "Throttling.User");
        Time.Advance(TimeSpan.FromMilliseconds(1));
        (await Images(Hangzhou)).ShouldBe(200, "OK");
    }

    private Task<Reply> Images(string region) => Us.Try("DescribeImages", ("RegionId", region));

    public sealed class Silent : RateLimitTests
    {
        private protected override bool WithRetryAfter => false;
    }

    public sealed class Telling : RateLimitTests
    {
        private protected override bool WithRetryAfter => true;
    }
}
