namespace SharedImages.Ecs.Simulator.Tests;

public sealed class LostRequestTests : SimulatorTest
{
    [Fact]
    public async Task Nothing_has_happened_and_the_same_token_makes_the_image()
    {
        Simulator.Faults.Add(new Fault { Kind = FaultKind.LoseRequest, Action = "CopyImage" });

        await Should.ThrowAsync<HttpRequestException>(() => CopyPlain("copy", ("ClientToken", "token-1")));

        State.Images(SimulatorWorld.OurAccount).ShouldBeEmpty();
        State.Requests.ShouldBeEmpty();
        (await CopyPlain("copy", ("ClientToken", "token-1"))).ShouldBe(200, "OK");
    }
}
