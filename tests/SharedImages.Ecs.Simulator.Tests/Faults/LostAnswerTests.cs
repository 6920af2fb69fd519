namespace SharedImages.Ecs.Simulator.Tests;

public sealed class LostAnswerTests : SimulatorTest
{
    [Fact]
    public async Task The_effect_has_happened_and_the_same_token_gives_the_same_image()
    {
        Simulator.Faults.Add(new Fault { Kind = FaultKind.LoseAnswer, Action = "CopyImage" });

        await Should.ThrowAsync<HttpRequestException>(() => CopyPlain("copy", ("ClientToken", "token-1")));
        var made = State.Images(SimulatorWorld.OurAccount).ShouldHaveSingleItem();
        var again = await CopyPlain("copy", ("ClientToken", "token-1"));

        again.ImageId.ShouldBe(made.ImageId);
        State.Images(SimulatorWorld.OurAccount).Count.ShouldBe(1);
        State.Requests.Select(request => (request.Action, request.Code, request.ImageId))
            .ShouldBe([("CopyImage", "OK", made.ImageId), ("CopyImage", "OK", made.ImageId)]);
    }

    [Fact]
    public async Task Answers_of_dry_runs_and_refusals_are_not_lost()
    {
        var fault = Simulator.Faults.Add(new Fault { Kind = FaultKind.LoseAnswer, Action = "CopyImage" });

        (await CopyPlain("copy", ("DryRun", "true"))).ShouldBe(400, "DryRunOperation");
        (await CopyPlain("1")).ShouldBe(400, "InvalidImageName.Malformed");

        fault.Hits.ShouldBe(0);
    }
}
