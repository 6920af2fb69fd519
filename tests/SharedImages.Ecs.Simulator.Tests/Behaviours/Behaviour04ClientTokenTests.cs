namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>A client token makes a call happen once (facts §12.4).</summary>
public sealed class Behaviour04ClientTokenTests : SimulatorTest
{
    [Fact]
    public async Task A_copy_whose_answer_was_lost_is_found_again_and_not_made_twice()
    {
        Simulator.Faults.Add(new Fault { Kind = FaultKind.LoseAnswer, Action = "CopyImage" });
        await Should.ThrowAsync<HttpRequestException>(() => CopyPlain("copy", ("ClientToken", "t")));

        var again = await CopyPlain("copy", ("ClientToken", "t"));

        again.ImageId.ShouldBe(State.Images(SimulatorWorld.OurAccount).ShouldHaveSingleItem().ImageId);
        (await CopyPlain("other", ("ClientToken", "t"))).ShouldBe(400, "IdempotentParameterMismatch");
        (await CopyPlain("copy")).ShouldBe(400, "InvalidImageName.Duplicated");
    }

    [Fact]
    public async Task A_token_holds_for_a_day_and_a_refusal_does_not_use_it_up()
    {
        var own = await OwnImage();
        (await CopyOwn("m-none", Hangzhou, "here", ("ClientToken", "t"))).ShouldBe(404, "InvalidImageId.NotFound");

        var made = (await CopyOwn(own, Hangzhou, "here", ("ClientToken", "t"))).ImageId;
        Time.Advance(TimeSpan.FromHours(24));

        (await CopyOwn(own, Hangzhou, "here", ("ClientToken", "t"))).ImageId.ShouldBe(made);
    }
}
