namespace SharedImages.Ecs.Simulator.Tests;

public sealed class HeldCallTests : SimulatorTest
{
    [Fact]
    public async Task A_held_answer_comes_when_it_is_released_and_its_effect_was_there_before()
    {
        var fault = Simulator.Faults.Add(new Fault { Kind = FaultKind.HoldAnswer, Action = "CopyImage", Region = Hangzhou });

        var call = CopyPlain("copy");
        await fault.Holding;

        fault.IsHolding.ShouldBeTrue();
        call.IsCompleted.ShouldBeFalse();
        var made = State.Images(SimulatorWorld.OurAccount).ShouldHaveSingleItem();
        fault.Release();
        (await call).ImageId.ShouldBe(made.ImageId);
    }

    [Fact]
    public async Task A_held_request_has_no_effect_until_it_is_released()
    {
        var fault = Simulator.Faults.Add(new Fault { Kind = FaultKind.HoldRequest, Action = "CopyImage" });

        var call = CopyPlain("copy");
        await fault.Holding;

        State.Images(SimulatorWorld.OurAccount).ShouldBeEmpty();
        fault.Release();
        var made = (await call).ImageId;
        State.Images(SimulatorWorld.OurAccount).ShouldHaveSingleItem().ImageId.ShouldBe(made);
    }

    [Fact]
    public async Task A_held_answer_is_given_up_when_the_caller_goes_away_and_its_effect_stays()
    {
        var fault = Simulator.Faults.Add(new Fault { Kind = FaultKind.HoldAnswer, Action = "CopyImage" });
        var call = CopyPlain("copy", ("ClientToken", "token-1"));
        await fault.Holding;

        Us.Dispose();

        await Should.ThrowAsync<TaskCanceledException>(() => call);
        await Eventually.True(() => !fault.IsHolding);
        State.Images(SimulatorWorld.OurAccount).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_held_request_takes_effect_although_the_caller_has_gone_away()
    {
        var fault = Simulator.Faults.Add(new Fault { Kind = FaultKind.HoldRequest, Action = "CopyImage" });
        var call = CopyPlain("copy", ("ClientToken", "token-1"));
        await fault.Holding;
        Us.Dispose();
        await Should.ThrowAsync<TaskCanceledException>(() => call);

        fault.Release();

        await Eventually.True(() => State.Images(SimulatorWorld.OurAccount).Count == 1);
    }

    [Fact]
    public async Task Ending_the_simulator_lets_go_of_what_is_held()
    {
        var fault = Simulator.Faults.Add(new Fault { Kind = FaultKind.HoldAnswer });
        var call = Us.Try("DescribeRegions");
        await fault.Holding;

        await Simulator.DisposeAsync();

        (await call).HttpStatus.ShouldBe(200);
    }
}
