namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>So many calls per account, region and operation within a minute of the clock, and so many instances (facts §12.8).</summary>
public sealed class Behaviour08ThrottlingTests : SimulatorTest
{
    [Fact]
    public async Task A_thousand_calls_in_a_minute_pass_and_the_next_minute_is_new()
    {
        for (var i = 0; i < 1000; i++)
        {
            (await Us.Try("DescribeRegions")).ShouldBe(200, "OK");
        }

        (await Us.Try("DescribeRegions")).ShouldBe(400, "Throttling.User");
        (await Consumer.Try("DescribeRegions")).ShouldBe(200, "OK");
        Time.Advance(TimeSpan.FromMinutes(1));
        (await Us.Try("DescribeRegions")).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task Every_code_of_throttling_can_be_scripted()
    {
        Simulator.Faults.Add(new Fault { Kind = FaultKind.Throttle, Code = "Throttling.Api", Action = "CopyImage", RetryAfter = TimeSpan.FromSeconds(2) });

        var throttled = await CopyPlain("copy");

        throttled.ShouldBe(400, "Throttling.Api");
        throttled.Response.Headers.GetValues("x-acs-retry-after").ShouldBe(["2000"]);
    }

    /// <summary>The alternative: five a minute, and four instances (facts §11), on a clock whose minute has thirty seconds.</summary>
    public abstract class FiveAMinute : RuleTest
    {
        /// <summary>The header <c>x-acs-retry-after</c>, ten seconds before the end; null = none.</summary>
        private protected abstract string? RetryAfter { get; }

        private protected override WorldRules Rules => new() { CallsPerMinute = 5, InstancesPerMinute = 4 };

        private protected override EcsSimulatorOptions Options => base.Options with { Speed = 2 };

        [Fact]
        public async Task Calls_are_counted_per_account_region_and_operation()
        {
            Time.Advance(TimeSpan.FromSeconds(20));
            for (var i = 0; i < 5; i++)
            {
                (await Images(Us, Hangzhou)).ShouldBe(200, "OK");
            }

            var throttled = await Images(Us, Hangzhou);

            throttled.ShouldBe(400, "Throttling.User");
            ShouldSayWhen(throttled);
            (await Images(Us, Shanghai)).ShouldBe(200, "OK");
            (await Us.Try("DescribeSnapshots", ("RegionId", Hangzhou))).ShouldBe(200, "OK");
            (await Images(Consumer, Hangzhou)).ShouldBe(200, "OK");
            Time.Advance(TimeSpan.FromMilliseconds(9_999));
            (await Images(Us, Hangzhou)).ShouldBe(400, "Throttling.User");
            Time.Advance(TimeSpan.FromMilliseconds(1));
            (await Images(Us, Hangzhou)).ShouldBe(200, "OK");
        }

        [Fact]
        public async Task Instances_are_counted_as_resources_and_what_makes_none_is_not()
        {
            Time.Advance(TimeSpan.FromSeconds(20));
            (await Launch(SimulatorWorld.PlainImageId, ("Amount", 3), ("ClientToken", "t"))).ShouldBe(200, "OK");
            (await Launch(SimulatorWorld.PlainImageId, ("Amount", 3), ("ClientToken", "t"))).ShouldBe(200, "OK");
            (await Launch(SimulatorWorld.PlainImageId, ("Amount", 3), ("DryRun", true))).ShouldBe(400, "DryRunOperation");

            var throttled = await Launch(SimulatorWorld.PlainImageId, ("Amount", 2));

            throttled.ShouldBe(429, "Throttling.Resource");
            ShouldSayWhen(throttled);
            (await Launch(SimulatorWorld.PlainImageId)).ShouldBe(200, "OK");
            State.Instances().Count.ShouldBe(4);
            Time.Advance(TimeSpan.FromSeconds(10));
            (await Launch(SimulatorWorld.PlainImageId, ("Amount", 2))).ShouldBe(200, "OK");
        }

        private static Task<Reply> Images(Caller caller, string region) => caller.Try("DescribeImages", ("RegionId", region));

        private void ShouldSayWhen(Reply throttled)
        {
            throttled.Response.Headers.TryGetValues("x-acs-retry-after", out var wait).ShouldBe(RetryAfter is not null);
            wait?.Single().ShouldBe(RetryAfter);
        }

        public sealed class Silent : FiveAMinute
        {
            private protected override string? RetryAfter => null;
        }

        public sealed class Telling : FiveAMinute
        {
            private protected override string RetryAfter => "10000";

            private protected override WorldRules Rules => base.Rules with { ThrottleWithRetryAfter = true };
        }

        public sealed class TellingSeconds : FiveAMinute
        {
            private protected override string RetryAfter => "10";

            private protected override WorldRules Rules => base.Rules with { ThrottleWithRetryAfter = true, RetryAfterInSeconds = true };
        }
    }
}
