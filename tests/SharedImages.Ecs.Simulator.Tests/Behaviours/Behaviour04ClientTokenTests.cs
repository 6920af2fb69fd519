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
    public async Task So_are_instances_and_without_a_token_there_are_twice_as_many()
    {
        Simulator.Faults.Add(new Fault { Kind = FaultKind.LoseAnswer, Action = "RunInstances" });
        await Should.ThrowAsync<HttpRequestException>(() => Launch(SimulatorWorld.PlainImageId, ("Amount", 2), ("ClientToken", "t")));

        var again = await Launch(SimulatorWorld.PlainImageId, ("Amount", 2), ("ClientToken", "t"));

        again.InstanceIds.ShouldBe(State.Instances().Select(instance => instance.InstanceId));
        (await Launch(SimulatorWorld.PlainImageId, ("Amount", 3), ("ClientToken", "t"))).ShouldBe(400, "IdempotentParameterMismatch");
        (await Launch(SimulatorWorld.PlainImageId, ("Amount", 2))).ShouldBe(200, "OK");
        State.Instances().Count.ShouldBe(4);
    }

    [Fact]
    public async Task While_the_first_call_is_being_processed_the_second_has_to_wait()
    {
        var held = Simulator.Faults.Add(new Fault { Kind = FaultKind.HoldRequest, Action = "CopyImage" });
        var first = CopyPlain("copy", ("ClientToken", "t"));
        await held.Holding;

        (await CopyPlain("copy", ("ClientToken", "t"))).ShouldBe(403, "LastTokenProcessing");
        held.Release();
        var made = (await first).ImageId;

        (await CopyPlain("copy", ("ClientToken", "t"))).ImageId.ShouldBe(made);
    }

    [Fact]
    public async Task A_token_is_of_one_account_region_and_operation()
    {
        var own = await OwnImage();
        State.ShareImage(own, SimulatorWorld.ConsumerAccount);
        (string, object)[] copy = [("RegionId", Hangzhou), ("ImageId", own), ("DestinationRegionId", Hangzhou), ("DestinationImageName", "copy"), ("ClientToken", "t")];

        var ours = (await Us.Call("CopyImage", copy)).ImageId;
        var theirs = (await Consumer.Call("CopyImage", copy)).ImageId;

        theirs.ShouldNotBe(ours);
        (await Launch(own, ("ClientToken", "t"))).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task A_token_holds_for_a_day_and_a_refusal_does_not_use_it_up()
    {
        var own = await OwnImage();
        (await CopyOwn("m-none", Hangzhou, "here", ("ClientToken", "t"))).ShouldBe(404, "InvalidImageId.NotFound");

        var made = (await CopyOwn(own, Hangzhou, "here", ("ClientToken", "t"))).ImageId;
        Time.Advance(TimeSpan.FromHours(24));
        (await CopyOwn(own, Hangzhou, "here", ("ClientToken", "t"))).ImageId.ShouldBe(made);
        Time.Advance(TimeSpan.FromSeconds(1));

        (await CopyOwn(own, Hangzhou, "here", ("ClientToken", "t"))).ShouldBe(400, "InvalidImageName.Duplicated");
    }

    /// <summary>An alternative: a token is forgotten after ten minutes (facts §11).</summary>
    public sealed class TenMinutes : RuleTest
    {
        private protected override WorldRules Rules => new() { ClientTokenMemory = TimeSpan.FromMinutes(10) };

        [Fact]
        public async Task A_token_that_is_forgotten_makes_a_new_call()
        {
            var first = (await Launch(SimulatorWorld.PlainImageId, ("ClientToken", "t"))).InstanceIds;
            Time.Advance(TimeSpan.FromMinutes(10));
            (await Launch(SimulatorWorld.PlainImageId, ("ClientToken", "t"))).InstanceIds.ShouldBe(first);
            Time.Advance(TimeSpan.FromSeconds(1));

            (await Launch(SimulatorWorld.PlainImageId, ("ClientToken", "t"))).InstanceIds.ShouldNotBe(first);
        }
    }

    /// <summary>The other alternative: a token whose call was refused stays so until it is forgotten (facts §11).</summary>
    public sealed class FailedStaysFailed : RuleTest
    {
        private protected override WorldRules Rules => new() { RememberFailedTokens = true };

        [Fact]
        public async Task A_refused_call_needs_a_new_token()
        {
            await CopyPlain("taken");
            (await CopyPlain("taken", ("ClientToken", "t"))).ShouldBe(400, "InvalidImageName.Duplicated");

            (await CopyPlain("taken", ("ClientToken", "t"))).ShouldBe(403, "IdempotentFailed");
            (await CopyPlain("free", ("ClientToken", "t"))).ShouldBe(400, "IdempotentParameterMismatch");
            (await CopyPlain("free", ("ClientToken", "new"))).ShouldBe(200, "OK");
            Time.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));
            (await CopyPlain("free-again", ("ClientToken", "t"))).ShouldBe(200, "OK");
        }
    }
}
