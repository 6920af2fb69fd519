namespace SharedImages.Ecs.Simulator.Tests;

public sealed class SlowAnswerTests : SimulatorTest
{
    private protected override EcsSimulatorOptions Options => base.Options with { Speed = 2 };

    [Fact]
    public async Task The_effect_is_there_at_once_and_the_answer_comes_later()
    {
        Simulator.Faults.Add(new Fault { Kind = FaultKind.SlowAnswer, Action = "CopyImage", Duration = TimeSpan.FromSeconds(20) });
        var begin = Time.GetUtcNow();

        var call = CopyPlain("copy");
        await Eventually.True(() => State.Images(SimulatorWorld.OurAccount).Count == 1);
        await Eventually.True(() =>
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            return call.IsCompleted;
        });

        (await call).ShouldBe(200, "OK");
        (Time.GetUtcNow() - begin).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(10));
    }
}
