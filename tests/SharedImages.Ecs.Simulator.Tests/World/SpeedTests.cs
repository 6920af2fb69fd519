namespace SharedImages.Ecs.Simulator.Tests;

public sealed class SpeedTests : SimulatorTest
{
    private protected override EcsSimulatorOptions Options => base.Options with { Speed = 10 };

    [Fact]
    public async Task Resources_live_faster_and_signatures_do_not()
    {
        Simulator.Faults.Add(new Fault { Kind = FaultKind.Throttle, Action = "DescribeRegions", Duration = TimeSpan.FromMinutes(1) });
        (await Us.Try("DescribeRegions")).Code.ShouldBe("Throttling.User");
        var imageId = (await CopyPlain("copy")).ImageId;
        var created = State.Image(imageId).CreationTime;

        Time.Advance(TimeSpan.FromSeconds(3));
        State.Image(imageId).Status.ShouldBe("Available");
        created.ShouldBe(Time.GetUtcNow() - TimeSpan.FromSeconds(3));
        Time.Advance(TimeSpan.FromSeconds(3));
        (await Us.Try("DescribeRegions")).Code.ShouldBe("OK");

        (await Us.Try(new CallOptions("DescribeRegions") { ClockOff = TimeSpan.FromMinutes(-15) })).Code.ShouldBe("OK");
        (await Us.Try(new CallOptions("DescribeRegions") { ClockOff = TimeSpan.FromMinutes(-16) })).Code.ShouldBe("InvalidTimeStamp.Expired");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public async Task A_speed_is_a_positive_number(double speed) =>
        await Should.ThrowAsync<ArgumentException>(() => EcsSimulator.StartAsync(new EcsSimulatorOptions { Speed = speed }));
}
