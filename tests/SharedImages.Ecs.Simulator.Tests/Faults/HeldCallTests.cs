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
    public async Task A_held_request_has_no_effect_yet_and_its_token_is_being_processed()
    {
        var fault = Simulator.Faults.Add(new Fault { Kind = FaultKind.HoldRequest, Action = "CopyImage" });

        var call = CopyPlain("copy", ("ClientToken", "token-1"));
        await fault.Holding;

        State.Images(SimulatorWorld.OurAccount).ShouldBeEmpty();
        (await CopyPlain("copy", ("ClientToken", "token-1"))).ShouldBe(403, "LastTokenProcessing");
        fault.Release();
        var made = (await call).ImageId;
        (await CopyPlain("copy", ("ClientToken", "token-1"))).ImageId.ShouldBe(made);
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
